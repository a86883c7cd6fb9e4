import { describe, expect, test } from 'vitest'

import { notify } from '../../../shared/app/alerts/notify.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import { DIGEST_AFTER } from '../../../shared/core/judging/alert-cap.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { listed } from '../../contracts/run-store/store-under-test.ts'
import { meetingPoint } from '../../support/worlds/meeting-point.ts'
import { type OwingWorld, fillTopic, monitorIds, owingWorld } from '../../support/worlds/owing-world.ts'
import { type CallName, type Fault, processUnderTest } from '../../support/processes/process-under-test.ts'
import { someOf } from '../../support/thorough.ts'

const MONITORS = monitorIds(3)

/**
 * What is owed when the process begins, all of it to a topic that has had its fill, and what the process
 * does.
 */
interface Scenario {
  title: string
  prepare: (world: OwingWorld) => Promise<void>
  work: (ports: OwingWorld['ports']) => Promise<unknown>
}

const scenarios: readonly Scenario[] = [
  {
    title: 'folding an alert',
    prepare: oweAll,
    work: (ports) => notify('m000', ports),
  },
  {
    title: 'folding a recovery behind its opening',
    async prepare(world) {
      await oweAll(world)
      for (const monitorId of MONITORS) await notify(monitorId, world.ports)
      await world.clock.advance(MINUTE)
      await world.owe('m000', { transition: 'heard' })
    },
    work: (ports) => notify('m000', ports),
  },
  {
    title: 'telling a digest',
    prepare: oweAndFold,
    work: pass,
  },
  {
    title: 'telling a digest while one of its monitors tells more',
    async prepare(world) {
      await oweAndFold(world)
      await world.owe('m001', { transition: 'heard' })
    },
    work: (ports) => Promise.all([pass(ports), notify('m001', ports)]),
  },
]

const faults: readonly Fault[] = ['dies before', 'dies after', 'answer lost']

for (const scenario of scenarios) {
  const calls = await callsOf(scenario)

  describe(scenario.title, () => {
    test('tells each alert exactly once', async () => {
      const { world, owed } = await worldOf(scenario)
      await world.clock.runUntil(scenario.work(world.ports))
      await heal(world)
      await expectAllIsTold(world, owed, false)
    })

    describe.each(faults)('loses nothing when the process %s', (fault) => {
      test.each(someOf(calls, 4 * faults.length, faults.indexOf(fault)))('%s', async (at) => {
        const { world, owed } = await worldOf(scenario)
        const process = processUnderTest(world.ports, { at, fault })
        await world.clock.runUntil(
          Promise.race([scenario.work(process.ports), process.death]).catch(() => undefined),
        )
        expect(process.calls, 'the fault struck').toContain(at)
        await heal(world)
        await expectAllIsTold(world, owed, mayTellTwice({ at, fault, calls }))
      })
    })

    describe('loses nothing when the process freezes before, and thaws when all is done,', () => {
      test.each(calls)('%s', async (at) => {
        const { world, owed } = await worldOf(scenario)
        const { promise: thaw, resolve: wake } = Promise.withResolvers<undefined>()
        const process = processUnderTest(world.ports, { at, fault: 'freezes before', thaw })
        const sleeper = scenario.work(process.ports).catch(() => undefined)
        await world.clock.advance(MINUTE)
        await heal(world)
        wake(undefined)
        await world.clock.runUntil(sleeper)
        await heal(world)
        await expectAllIsTold(world, owed, mayTellTwice({ at, fault: 'freezes before', calls }))
      })
    })

    describe('tells each alert exactly once when two at once meet', () => {
      test.each(calls)('%s', async (at) => {
        const { world, owed } = await worldOf(scenario)
        const met = meetingPoint(at)
        const both = [1, 2].map(() =>
          scenario.work(processUnderTest(world.ports, undefined, met.arrive).ports).finally(met.leave),
        )
        await world.clock.runUntil(Promise.all(both))
        await heal(world)
        await expectAllIsTold(world, owed, false)
      })
    })
  })
}

async function oweAll(world: OwingWorld): Promise<void> {
  for (const monitorId of MONITORS) await world.owe(monitorId)
}

async function oweAndFold(world: OwingWorld): Promise<void> {
  await oweAll(world)
  for (const monitorId of MONITORS) await notify(monitorId, world.ports)
  await world.clock.advance(DIGEST_AFTER)
}

/** The world, and the ids of all alerts that are owed in it. */
async function worldOf({ prepare }: Scenario): Promise<{ world: OwingWorld; owed: string[] }> {
  const world = await owingWorld()
  await fillTopic(world)
  await prepare(world)
  const states = await Promise.all(MONITORS.map((monitorId) => world.runs.findState(monitorId)))
  return { world, owed: states.flatMap((state) => state?.owed ?? []).map(({ alertId }) => alertId) }
}

function pass(ports: OwingWorld['ports']): Promise<unknown> {
  return watch({ ...ports, starter: { start: () => Promise.reject(new Error('no run is past its time')) } })
}

async function callsOf(scenario: Scenario): Promise<readonly CallName[]> {
  const { world } = await worldOf(scenario)
  const process = processUnderTest(world.ports)
  await scenario.work(process.ports)
  return process.calls
}

/** The watchdog every minute, until what was folded last is due and claims have lapsed. */
async function heal(world: OwingWorld): Promise<void> {
  for (let minute = 0; minute < 8; minute += 1) {
    await world.clock.advance(MINUTE)
    expect((await world.pass()).failures).toEqual([])
  }
}

async function trailOf(runs: OwingWorld['runs']): Promise<string[]> {
  const ever = { from: 0, before: Infinity }
  const told = await Promise.all(MONITORS.map((monitorId) => listed(runs.findTold(monitorId, ever))))
  return told.flat().map(({ alertId }) => alertId)
}

async function expectAllIsTold(
  { told, runs, clock }: OwingWorld,
  owed: readonly string[],
  mayBeTwice: boolean,
): Promise<void> {
  const ids = told().flat()
  expect([...new Set(ids)].sort(), 'every alert is told').toEqual(owed.toSorted())
  if (!mayBeTwice) expect(ids, 'no alert is told twice').toHaveLength(owed.length)
  const trail = await trailOf(runs)
  expect([...new Set(trail)].sort(), 'every alert that was struck is in the trail').toEqual(owed.toSorted())
  for (const id of new Set(ids)) {
    const times = (all: readonly string[]) => all.filter((one) => one === id).length
    expect(times(trail), 'no more often than it was told').toBeLessThanOrEqual(times(ids))
  }
  for (const monitorId of MONITORS) {
    const own = [...new Set(ids)].filter((id) => id.startsWith(monitorId))
    expect(own, 'in order').toEqual(own.toSorted())
    expect((await runs.findState(monitorId))?.owed).toEqual([])
  }
  expect(await runs.due(clock.now(), 10), 'nothing is left due').toEqual([])
}

/**
 * Between the publish and the last mark nobody can know that the digest went out; there, and only there, it
 * may go twice.
 */
function mayTellTwice({
  at,
  fault,
  calls,
}: {
  at: CallName
  fault: Fault
  calls: readonly CallName[]
}): boolean {
  const published = calls.findIndex((call) => call.startsWith('publisher.publish'))
  const lastMark = calls.findLastIndex((call) => call.startsWith('runs.putState'))
  const index = calls.indexOf(at)
  if (published < 0 || index < published || index > lastMark) return false
  return !(index === published && fault === 'dies before') && !(index === lastMark && fault === 'dies after')
}
