import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { Settings } from '../../../cdk/settings/settings-shape.ts'
import type { MonitorDefinition } from '../../../shared/core/definition/monitor-definition.ts'
import { recheckOf } from '../../../shared/core/judging/rechecks.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { letTimePass } from '../account/ageing.ts'
import { cdkDestroy } from '../account/cdk.ts'
import { PASSWORD } from '../account/demo-mail.ts'
import { forEach } from '../account/for-each.ts'
import { lab } from '../account/lab.ts'
import {
  FAR,
  HOME,
  NEAR,
  appWith,
  bootstrapAll,
  deployed,
  fireAt,
  fireRowAt,
} from '../account/several-regions.ts'
import { mail } from '../account/shared-stack.ts'
import { type DeployedStack, minutesAgo } from '../account/stack.ts'
import { tableRows } from '../monitors/table-rows.ts'
import { toldAtHome } from './told-at-home.ts'

const EVERYWHERE = [HOME, NEAR, FAR]

/** What is set of the monitors of each mode. */
const MODES = {
  'two-fail': { alerts: [{ minLocations: 2 }] },
  'one-by-one': { locationMode: 'rotate' },
  'two-by-two': { locationMode: 'rotate', locationsPerRun: 2 },
  confirmed: { alerts: [{ verify: 'elsewhere' }] },
} as const
type Mode = keyof typeof MODES

/** Where definitions lie, and what starts their runs then. */
const SOURCES = { stack: fireAt, table: fireRowAt } as const
type Source = keyof typeof SOURCES
const EACH_SOURCE = Object.keys(SOURCES) as Source[]

const idOf = (source: Source, mode: Mode) => `${mode}-of-${source}`

function definitionsOf(source: Source): MonitorDefinition[] {
  return Object.entries(MODES).map(([mode, set]) =>
    mail.monitor(idOf(source, mode as Mode), { locations: ['home', NEAR, FAR], ...set }),
  ) as MonitorDefinition[]
}

const three = appWith({ [NEAR]: {}, [FAR]: {} }, ['home'])
const APP = {
  settings: { ...(three.settings as Settings), alertCap: 500 },
  monitors: definitionsOf('stack'),
}

let stack: DeployedStack

beforeAll(async () => {
  await bootstrapAll()
  stack = await deployed(APP)
  await lab.drain()
  await forEach(EACH_SOURCE.flatMap(definitionsOf), ({ monitorId }) => stack.setSecret(monitorId, PASSWORD))
  await tableRows(stack).write(definitionsOf('table'))
  await lab.drain()
}, 600_000)
afterEach(() => mail.faults.clear())
afterAll(() => cdkDestroy(APP), 600_000)

const transitions = async (monitorId: string) =>
  (await stack.alertsOn(monitorId)).map(({ attributes }) => attributes.transition)

/** One interval: a run at each location, which fails at these. */
async function interval(source: Source, mode: Mode, time: EpochMs, failing: readonly string[] = []) {
  const ran: Record<string, { kind: unknown; result: RunResult | undefined }> = {}
  for (const location of EVERYWHERE) {
    mail.faults.clear()
    if (failing.includes(location)) refuseNext()
    const run = { monitorId: idOf(source, mode), location, time }
    const { targets, result } = await SOURCES[source](stack, run)
    expect(targets).toMatchObject([{ delivered: true, error: false }])
    ran[location] = { kind: (targets[0]?.result as { kind?: unknown }).kind, result }
  }
  return ran
}

function refuseNext(times = 1): void {
  mail.faults.rejectRecipient({ code: 550, text: '5.7.1 Go away' }, { times })
}

/** The watchdog of this stack, and all that it starts. */
async function pass(): Promise<void> {
  const { targets } = await lab.fire({ rule: `${stack.name}-WatchdogEveryMinute` })
  expect(targets).toMatchObject([{ error: false, result: { failures: 0 } }])
  await lab.drain()
}

describe.each(EACH_SOURCE)('at every location, with minLocations 2, a monitor of the %s', (source) => {
  const monitorId = idOf(source, 'two-fail')

  test('is down while two fail, and not while one does', async () => {
    const failed = await interval(source, 'two-fail', minutesAgo(4), [NEAR])
    expect(EVERYWHERE.map((location) => failed[location]?.result?.status)).toEqual([0, 3, 0])
    await pass()
    expect(await transitions(monitorId)).toEqual([])

    await interval(source, 'two-fail', minutesAgo(3), [NEAR, FAR])
    await pass()
    expect(await transitions(monitorId)).toEqual(['opened'])

    await interval(source, 'two-fail', minutesAgo(2), [FAR])
    expect(await transitions(monitorId)).toEqual(['opened', 'resolved'])
    await interval(source, 'two-fail', minutesAgo(1))
    await pass()
    expect(await transitions(monitorId)).toEqual(['opened', 'resolved'])
  })
})

describe.each(
  EACH_SOURCE.flatMap((source) => [
    { source, mode: 'one-by-one', perRun: 1 } as const,
    { source, mode: 'two-by-two', perRun: 2 } as const,
  ]),
)('taking turns, $perRun at a time, a monitor of the $source', ({ source, mode, perRun }) => {
  const monitorId = idOf(source, mode)

  test('runs where it is the turn, and elsewhere stores nothing', async () => {
    const runs = new Map(EVERYWHERE.map((location) => [location, 0]))
    // Their interval is 10 minutes. A start that is later than that is a result too, where it was the turn.
    const last = minutesAgo(0)
    for (const ago of [20, 10, 0]) {
      const ran = Object.entries(await interval(source, mode, last - ago * MINUTE))
      const [own, others] = [ran.filter(([, { result }]) => result), ran.filter(([, { result }]) => !result)]
      expect(own).toHaveLength(perRun)
      for (const [location, { result }] of own) {
        expect(result).toMatchObject({ location, ...(ago === 0 ? { status: 0 } : { trigger: 'schedule' }) })
        runs.set(location, (runs.get(location) ?? 0) + 1)
      }
      expect(new Set(others.map(([, { kind }]) => kind))).toEqual(new Set(['not-its-turn']))
    }
    // In three intervals the turn has come to each as often as to any other.
    expect(Object.fromEntries(runs)).toEqual({ [HOME]: perRun, [NEAR]: perRun, [FAR]: perRun })
    for (const location of EVERYWHERE) {
      const stored = await stack.ports.runs.resultsAfter(monitorId, location, undefined)
      expect(stored).toHaveLength(perRun)
    }
  })
})

describe('taking turns, a monitor whose results stop', () => {
  test.each([
    {
      title: 'is not silent while two turns have not passed, though two intervals have',
      ago: 32,
      silent: [],
    },
    { title: 'is silent at each location once two turns have passed', ago: 90, silent: EVERYWHERE },
  ])('$title', async ({ ago, silent }) => {
    const monitorId = `stopped-${String(ago)}`
    await stack.setSecret(monitorId, PASSWORD)
    await tableRows(stack).put(
      mail.monitor(monitorId, { locations: ['home', NEAR, FAR], locationMode: 'rotate' }),
    )
    await lab.drain()
    // Its interval is 10 minutes, and a turn three of them.
    const last = minutesAgo(ago)
    for (const before of [20, 10, 0]) {
      for (const location of EVERYWHERE) {
        await fireRowAt(stack, { monitorId, location, time: last - before * MINUTE })
      }
    }
    // It was accepted a moment ago, and no result is missed of before that.
    await letTimePass(stack, monitorId, 120 * MINUTE)
    await pass()
    const told = (await stack.alertsOn(monitorId)).map(({ attributes }) => attributes)
    const silences = told.filter(({ transition }) => transition === 'silent')
    expect(silences.map(({ location }) => location).sort()).toEqual([...silent].sort())
  })
})

describe.each(EACH_SOURCE)('with verify from elsewhere, a failure of a monitor of the %s', (source) => {
  const monitorId = idOf(source, 'confirmed')

  /** The run that was made where the failure is looked at again. */
  async function recheckAt(location: string, failed: RunResult | undefined) {
    if (!failed) throw new Error('nothing has failed')
    return stack.ports.runs.findResult(runKeyOf(recheckOf({ run: failed }, location)))
  }

  test('counts as none when the next location delivers', async () => {
    const ran = await interval(source, 'confirmed', minutesAgo(4), [NEAR])
    const failed = ran[NEAR]?.result
    expect(failed).toMatchObject({ status: 3, reason: 'recipient-rejected' })
    mail.faults.clear()
    await pass()
    expect(await recheckAt(FAR, failed)).toMatchObject({ status: 0, location: FAR, trigger: 'recheck' })
    expect(await recheckAt(NEAR, failed)).toBeUndefined()
    const noted = await stack.ports.runs.findResult(failed ?? { monitorId, runId: '' })
    expect(noted).toMatchObject({ warnings: ['recheck-passed'] })
    expect(await transitions(monitorId)).toEqual([])
  })

  test('is told once it is confirmed there, and so is the recovery', async () => {
    const ran = await interval(source, 'confirmed', minutesAgo(3), [NEAR])
    expect(await transitions(monitorId)).toEqual([])
    refuseNext()
    await pass()
    expect(await recheckAt(FAR, ran[NEAR]?.result)).toMatchObject({ status: 3, location: FAR })
    const told = await stack.alertsOn(monitorId)
    expect(told.map(({ attributes: { transition, location } }) => [transition, location])).toEqual([
      ['opened', NEAR],
    ])
    expect(told[0]?.topicArn).toBe(stack.output('AlertTopic'))

    await interval(source, 'confirmed', minutesAgo(2))
    await pass()
    expect(await transitions(monitorId)).toEqual(['opened', 'resolved'])
  })
})

toldAtHome(() => stack, { location: NEAR, monitorId: idOf('stack', 'two-fail') })
