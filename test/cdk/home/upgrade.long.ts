import { expect, test } from 'vitest'

import { STEP_COUNT } from '../../../shared/app/monitors/make-upgrade.ts'
import { DEFINITION, templateOf } from '../synthesized.ts'

test('no probe of a new version, and no row of its file, comes before the upgrade of the rows', () => {
  const template = templateOf({ monitors: [DEFINITION] })
  interface Resource {
    DependsOn?: string[]
  }
  const dependenciesOf = (type: string, id: RegExp) => {
    const found = Object.entries(template.findResources(type) as Record<string, Resource>)
    return found.filter(([name]) => id.test(name)).map(([, { DependsOn = [] }]) => DependsOn)
  }
  const upgrade = expect.stringMatching(/^UpgradeMade/) as string
  expect(dependenciesOf('AWS::Lambda::Function', /^ProbeFunction/)).toEqual([
    expect.arrayContaining([upgrade]) as string[],
  ])
  expect(dependenciesOf('Custom::RoundtripStackMonitors', /./)).toEqual([
    expect.arrayContaining([upgrade]) as string[],
  ])
})

test('the steps of an upgrade are asked for where one was added', () => {
  templateOf().hasResourceProperties('Custom::RoundtripUpgrade', { Steps: String(STEP_COUNT) })
})
