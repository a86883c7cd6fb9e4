import { expect, test } from 'vitest'

import {
  type NextRun,
  type RunClockPorts,
  type Scheduled,
  startRunClock,
} from '../../../local/clock/run-clock.ts'
import { MINUTE, SECOND, isoInstant } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const START = Date.UTC(2026, 0, 5, 12, 0, 20)
const EVERY_MINUTE: Scheduled = { monitorId: 'often', intervalMinutes: 1, startDelayMs: 0 }
const EVERY_FIVE: Scheduled = { monitorId: 'seldom', intervalMinutes: 5, startDelayMs: 0 }

/** A run clock on a fake clock; runs end at once unless told otherwise. */
function world(monitors: Scheduled[], overrides: Partial<RunClockPorts> = {}, startAt = START) {
  const clock = fakeClock(startAt)
  const fired: string[] = []
  const seen = { chores: 0, idle: [] as NextRun[], failures: [] as unknown[] }
  const runClock = startRunClock({
    clock,
    monitors: () => Promise.resolve(monitors),
    run(request) {
      expect(request).toMatchObject({ location: 'local', trigger: 'schedule' })
      fired.push(`${request.monitorId} ${isoInstant(request.scheduledAt).slice(11, 19)}`)
      return Promise.resolve()
    },
    chores() {
      seen.chores += 1
      return Promise.resolve()
    },
    idle: (next) => void seen.idle.push(next),
    failed: (error) => void seen.failures.push(error),
    ...overrides,
  })
  return { clock, fired, seen, runClock }
}

test('every monitor runs once at the start, whether due or not, for the minute that it is', async () => {
  const { clock, fired } = world([EVERY_MINUTE, EVERY_FIVE])
  await clock.advance(0)
  expect(fired).toEqual(['often 12:00:00', 'seldom 12:00:00'])
})

test('what is due is fired at the whole minute, once each', async () => {
  const { clock, fired } = world([EVERY_MINUTE, EVERY_FIVE])
  await clock.advance(0)
  fired.length = 0
  await clock.advance(40 * SECOND - 1)
  expect(fired).toEqual([])
  await clock.advance(1)
  expect(fired).toContain('often 12:01:00')
  await clock.advance(9 * MINUTE)
  expect(fired.filter((one) => one.startsWith('often'))).toHaveLength(10)
  expect(new Set(fired).size).toBe(fired.length)
  expect(fired.filter((one) => one.startsWith('seldom'))).toHaveLength(2)
})

test('the monitors are read anew at every minute', async () => {
  const monitors = [EVERY_MINUTE]
  const { clock, fired } = world(monitors)
  await clock.advance(0)
  monitors.splice(0, 1, { ...EVERY_MINUTE, monitorId: 'new' })
  await clock.advance(MINUTE)
  expect(fired).toEqual(['often 12:00:00', 'new 12:01:00'])
})

test('a run that outlasts its interval holds up neither the next nor another monitor', async () => {
  const started: number[] = []
  const { clock } = world([EVERY_MINUTE], {
    run(request) {
      started.push(request.scheduledAt)
      return new Promise(() => undefined)
    },
  })
  await clock.advance(3 * MINUTE)
  expect(started).toHaveLength(4)
})

test('chores are done at the start and every minute, and never twice at once', async () => {
  const endings: (() => void)[] = []
  const { clock } = world([], { chores: () => new Promise<void>((resolve) => endings.push(resolve)) })
  await clock.advance(3 * MINUTE)
  expect(endings).toHaveLength(1)
  endings[0]?.()
  await clock.advance(MINUTE)
  expect(endings).toHaveLength(2)
})

test('what throws is told, and the clock goes on', async () => {
  const wrong = new Error('store away')
  let reads = 0
  const { clock, seen, fired } = world([], {
    monitors: () => ((reads += 1) === 2 ? Promise.reject(wrong) : Promise.resolve([EVERY_MINUTE])),
    chores: () => Promise.reject(wrong),
  })
  await clock.advance(2 * MINUTE)
  expect(fired).toEqual(['often 12:00:00', 'often 12:02:00'])
  expect(seen.failures).toEqual([wrong, wrong, wrong, wrong])
})

test('when nothing is under way any more, it says what comes next', async () => {
  const { clock, seen } = world([EVERY_MINUTE, { ...EVERY_MINUTE, monitorId: 'too' }])
  await clock.advance(0)
  expect(seen.idle).toEqual([{ at: START + 40 * SECOND, monitorIds: ['often', 'too'] }])
})

test('a run starts some time into its minute, except the first, and is named by the whole minute', async () => {
  const late = { ...EVERY_MINUTE, monitorId: 'late', startDelayMs: 10 * SECOND }
  const { clock, fired, seen } = world([EVERY_MINUTE, late])
  await clock.advance(0)
  expect(fired.splice(0)).toEqual(['often 12:00:00', 'late 12:00:00'])
  await clock.advance(40 * SECOND)
  expect(fired).toEqual(['often 12:01:00'])
  expect(seen.idle.at(-1)).toEqual({ at: START + 50 * SECOND, monitorIds: ['late'] })
  await clock.advance(10 * SECOND - 1)
  expect(fired).toHaveLength(1)
  await clock.advance(1)
  expect(fired).toEqual(['often 12:01:00', 'late 12:01:00'])
  expect(seen.idle.at(-1)).toEqual({ at: START + 100 * SECOND, monitorIds: ['often'] })
})

test('a run that waits for its place in the minute is not started after a stop', async () => {
  const { clock, fired, runClock } = world([{ ...EVERY_MINUTE, startDelayMs: 10 * SECOND }])
  await clock.advance(45 * SECOND)
  await runClock.stop()
  expect(clock.pendingTimers).toBe(0)
  await clock.advance(MINUTE)
  expect(fired).toEqual(['often 12:00:00'])
})

test("a first start whose monitors take into the next minute to be read is that minute's", async () => {
  const startAt = START + 30 * SECOND
  let read = () => undefined as unknown
  const monitors = () => new Promise<Scheduled[]>((resolve) => (read = () => resolve([EVERY_MINUTE])))
  const { clock, fired } = world([], { monitors }, startAt)
  await clock.advance(15 * SECOND)
  read()
  await clock.advance(30 * SECOND)
  expect(fired).toEqual(['often 12:01:00'])
})

test('a first start in the last seconds of a minute waits for the next, and is not made twice', async () => {
  const { clock, fired, runClock } = world([EVERY_MINUTE, EVERY_FIVE], {}, START + 39 * SECOND)
  await clock.advance(SECOND - 1)
  expect(fired).toEqual([])
  await clock.advance(1)
  expect(fired).toEqual(['often 12:01:00', 'seldom 12:01:00'])
  await clock.advance(MINUTE - 1)
  expect(fired).toHaveLength(2)
  await runClock.stop()
  expect(clock.pendingTimers).toBe(0)
})

test('a wall clock set back loses no minute from then on', async () => {
  const { clock, fired } = world([EVERY_MINUTE])
  await clock.advance(0)
  clock.setWall(START - 60 * MINUTE)
  await clock.advance(MINUTE)
  expect(fired).toEqual(['often 12:00:00', 'often 11:01:00'])
})

test('stop waits for the runs under way, starts none, and leaves no timer', async () => {
  let end = () => undefined as unknown
  const { clock, runClock } = world([EVERY_MINUTE], {
    run: () => new Promise<void>((resolve) => (end = () => resolve())),
  })
  await clock.advance(0)
  expect(runClock.underWay).toBe(1)
  let stopped = false
  const stopping = runClock.stop().then(() => (stopped = true))
  await clock.advance(5 * MINUTE)
  expect(stopped).toBe(false)
  expect(runClock.underWay).toBe(1)
  expect(clock.pendingTimers).toBe(0)
  end()
  await stopping
  expect(runClock.underWay).toBe(0)
})

test('stop waits for the chores under way as well: they need the store', async () => {
  let end = () => undefined as unknown
  const { clock, runClock } = world([], {
    chores: () => new Promise<void>((resolve) => (end = () => resolve())),
  })
  await clock.advance(0)
  let stopped = false
  const stopping = runClock.stop().then(() => (stopped = true))
  await clock.advance(MINUTE)
  expect(stopped).toBe(false)
  end()
  await stopping
})

test('a run launched beside the schedule is waited for as well', async () => {
  const { clock, runClock, fired } = world([])
  runClock.launch({ monitorId: 'again', location: 'local', scheduledAt: START, trigger: 'schedule' })
  expect(runClock.underWay).toBe(1)
  await clock.advance(0)
  expect(fired).toEqual(['again 12:00:20'])
  expect(runClock.underWay).toBe(0)
})
