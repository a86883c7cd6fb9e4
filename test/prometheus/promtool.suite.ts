import { spawnSync } from 'node:child_process'

import { expect, test } from 'vitest'

import { exposition } from '../../shared/http/metrics/exposition.ts'
import { figuresOf, oneOfEach, row } from '../http/metrics/metrics-world.ts'
import { ROOT } from '../support/project.ts'
import { programOf } from './program.ts'

/** What promtool says to this, and how it ends. */
function promtool(args: readonly string[], input = '') {
  const { status, stdout, stderr, error } = spawnSync(programOf('promtool'), args, {
    cwd: `${ROOT}/docs/prometheus`,
    input,
    encoding: 'utf8',
  })
  if (error) throw error
  return { status, said: `${stdout}${stderr}`.trim() }
}

const inTextFormat = async (figures: ReturnType<typeof oneOfEach>) => (await exposition(await figures)).body

test('check metrics has nothing to say of a monitor of each kind', async () => {
  const figures = oneOfEach()
  expect(promtool(['check', 'metrics'], await inTextFormat(figures))).toEqual({ status: 0, said: '' })
})

test('check metrics reads an id that somebody typed into the table', async () => {
  const body = await inTextFormat(
    figuresOf([row('13" \\ shop\n# EOF\nroundtrip_success 1'), row('größe "}')]),
  )
  expect(promtool(['check', 'metrics'], body)).toEqual({ status: 0, said: '' })
})

test('check metrics would see a counter without its ending', async () => {
  const body = (await inTextFormat(oneOfEach())).replaceAll('roundtrip_runs_total', 'roundtrip_runs')
  expect(promtool(['check', 'metrics'], body).said).toContain('"_total"')
})

test('the alert rules are rules, and pass their unit tests', () => {
  expect(promtool(['check', 'rules', '--lint-fatal', 'alerts.yml'])).toMatchObject({ status: 0 })
  expect(promtool(['test', 'rules', 'alerts.test.yml'])).toMatchObject({ status: 0 })
})
