import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions'
import { AwsSolutionsChecks } from 'cdk-nag'
import { Stack } from 'aws-cdk-lib'
import { expect, test } from 'vitest'

import { PORT_25 } from '../../../cdk/location/port-25.ts'
import { DEFINITION, appOf, readable, templatesOf } from '../synthesized.ts'

const settings = {
  homeRegion: 'us-east-1',
  locations: { 'eu-west-1': {}, berlin: { region: 'eu-central-1', fixedAddress: true } },
}
const {
  Roundtrip: home,
  'Roundtrip-berlin': berlin,
  'Roundtrip-eu-west-1': elsewhere,
} = templatesOf({ settings }) as Record<'Roundtrip' | 'Roundtrip-berlin' | 'Roundtrip-eu-west-1', Template>
const { Roundtrip: homeWithPath } = templatesOf({ settings: { ...settings, rolePath: '/ops/' } })

test('the probe alone is in the network of the fixed address', () => {
  const inside = Object.values(
    berlin.findResources('AWS::Lambda::Function', { Properties: { VpcConfig: Match.anyValue() } }),
  ) as { Properties: { FunctionName: string } }[]
  expect(inside.map(({ Properties }) => Properties.FunctionName)).toEqual(['Roundtrip-berlin-probe'])
  elsewhere.resourceCountIs('AWS::EC2::VPC', 0)
})

test('the address is an output, and home is told of it', () => {
  const [output] = Object.values(berlin.findOutputs('FixedAddress')) as { Value: unknown }[]
  expect(readable(output?.Value)).toBe('NetworkAddress.PublicIp')
  const [registered] = Object.values(berlin.findResources('Custom::RoundtripLocation')) as {
    Properties: Record<string, unknown>
  }[]
  expect(registered?.Properties).toMatchObject({ Kind: 'fixed-address', Region: 'eu-central-1' })
  expect(readable(registered?.Properties.Address)).toBe('NetworkAddress.PublicIp')
})

test('its queries read the logs of its own functions', () => {
  berlin.hasResourceProperties('AWS::Logs::QueryDefinition', { Name: 'Roundtrip-berlin/errors' })
})

test('a path of roles is a part of what home may pass to Scheduler there', () => {
  expect(JSON.stringify(homeWithPath)).toContain(':role/ops/Roundtrip-berlin-schedules')
  expect(JSON.stringify(home)).toContain(':role/Roundtrip-berlin-schedules')
})

test.each([
  ['home', 'Roundtrip', 'warning'],
  ['eu-west-1', 'Roundtrip-eu-west-1', 'warning'],
  ['berlin', 'Roundtrip-berlin', 'info'],
])('a monitor that sends through port 25 from %s is told of at synth of %s: %s', (location, name, level) => {
  const monitor = { ...DEFINITION, locations: [location], smtp: { server: 'smtp://mail.example.com' } }
  const { app } = appOf({ settings, monitors: [monitor] })
  const told = app.node.children.filter(Stack.isStack).flatMap((stack) => {
    const text = Match.stringLikeRegexp('Through port 25 .* send contact-form')
    const found = Annotations.fromStack(stack)
    const warnings = found.findWarning('*', text).map(() => `warning ${stack.stackName}`)
    return [...warnings, ...found.findInfo('*', text).map(() => `info ${stack.stackName}`)]
  })
  expect(told).toEqual([`${level} ${name}`])
})

test('one that sends through another port is not', () => {
  const { stack } = appOf({ settings })
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(PORT_25))).toEqual([])
})

test("cdk-nag's AwsSolutions pack has nothing against the stack of a fixed address", () => {
  const { app } = appOf({ settings })
  app.synth()
  const { violations } = new AwsSolutionsChecks(app).validateScope(app)
  const found = violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => `${ruleName} at ${constructPath}`),
  )
  expect(found.filter((line) => line.includes('berlin'))).toEqual([])
})
