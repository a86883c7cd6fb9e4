import { describe, expect, test } from 'vitest'

import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { type HandledRun, handleRun } from '../../../shared/app/run/handle-run.ts'
import { syncMonitors } from '../../../shared/app/monitors/sync-monitors.ts'
import { watch } from '../../../shared/app/watch/watch.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'
import { tallyOf } from '../../../shared/core/history/tally.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { memorySchedules } from '../../support/memory/memory-schedules.ts'
import { DEFINITION, type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

const INTERVAL = 10
/** When the worlds begin: Monday 12:00 in UTC, 13:00 in Berlin. */
const START = Date.UTC(2026, 0, 5, 12)

type Mail = 'arrives' | 'is lost' | 'no runs'

/** A window in Berlin, from so many minutes after the start of the world on. */
function window(fromMinutes: number, minutes: number, rest: Partial<MaintenanceWindow> = {}) {
  const start = new Date(START + (fromMinutes + 60) * MINUTE).toISOString().slice(0, 16)
  return { mode: 'mute', zone: 'Europe/Berlin', start, durationMinutes: minutes, ...rest } as const
}

async function worldWith(change: Record<string, unknown> = {}): Promise<RunWorld> {
  const world = await runWorld(change)
  await follow(world)
  return world
}

function follow(world: RunWorld): Promise<void> {
  return reconcileMonitor('inbox', { ...world.ports, schedules: memorySchedules(), locations: ['local'] })
}

async function edit(world: RunWorld, change: Record<string, unknown>): Promise<void> {
  const row = await world.monitors.find('inbox')
  if (!row) throw new Error('no row')
  const definition = { ...row.definition, ...change }
  await world.monitors.put({ ...row, revision: row.revision + 1, definition }, row.revision)
  await follow(world)
}

/** Time passes until so many minutes after the start: the watchdog each minute, and the schedule's run at each interval. */
async function until(
  world: RunWorld,
  minute: number,
  mail: Mail,
  rechecks: RunRequest[] = [],
): Promise<void> {
  const starter = { start: (request: RunRequest) => Promise.resolve(void rechecks.push(request)) }
  const ports = { ...world.ports, starter }
  world.mail.transitMs = mail === 'is lost' ? Infinity : 50
  const first = Math.floor((world.clock.now() - START) / MINUTE) + 1
  for (let at = first; at <= minute; at += 1) {
    await world.clock.advance(Math.max(0, START + at * MINUTE - world.clock.now()))
    if (mail !== 'no runs' && at % INTERVAL === 0) {
      await world.clock.runUntil(handleRun({ ...world.request, scheduledAt: START + at * MINUTE }, ports))
    }
    expect((await world.clock.runUntil(watch(ports))).failures).toEqual([])
  }
}

function run(world: RunWorld, arrives = true): Promise<HandledRun> {
  world.mail.transitMs = arrives ? 50 : Infinity
  const scheduledAt = Math.floor(world.clock.now() / MINUTE) * MINUTE
  return world.clock.runUntil(handleRun({ ...world.request, scheduledAt }, world.ports))
}

const results = (world: RunWorld) => world.runs.resultsOfDay('inbox', isoDayOf(START))

/** What was told, to which topic. */
const told = (world: RunWorld) =>
  world.published.map(({ attributes: { transition }, topic }) => `${String(transition)} ${topic}`)

describe('a run in a window', () => {
  test('that pauses is not made', async () => {
    const world = await worldWith({ maintenance: [window(0, 60, { mode: 'pause' })] })
    expect(await run(world, false)).toEqual({ kind: 'paused' })
    expect(world.mail.submissions).toEqual([])
    expect(await results(world)).toEqual([])
    await until(world, 60, 'is lost')
    expect(await results(world)).toHaveLength(1)
    expect(told(world)).toEqual(['opened alerts'])
  })

  test('that pauses is made all the same when somebody asks for it, and no recheck is', async () => {
    const world = await worldWith({ maintenance: [window(0, 60, { mode: 'pause' })] })
    const asked = { ...world.request, requestId: 'somebody' }
    const onDemand = handleRun({ ...asked, trigger: 'on-demand' }, world.ports)
    expect(await world.clock.runUntil(onDemand)).toMatchObject({ kind: 'recorded' })
    const recheck = handleRun({ ...asked, trigger: 'recheck' }, world.ports)
    expect(await world.clock.runUntil(recheck)).toEqual({ kind: 'paused' })
  })

  test('that was under way when a pause began is seen to its end, and judged for nothing', async () => {
    const world = await worldWith({ maintenance: [window(1, 60, { mode: 'pause' })] })
    await world.clock.advance(30_000)
    expect(await run(world, false)).toMatchObject({ kind: 'recorded', result: { maintenance: true } })
    expect(told(world)).toEqual([])
  })

  test('that mutes is stored with the mark, in no availability, and is not a failure', async () => {
    const world = await worldWith({ maintenance: [window(0, 35)] })
    await run(world, false)
    await until(world, 30, 'is lost')
    expect(told(world)).toEqual([])
    const stored = await results(world)
    expect(stored.map(({ status, maintenance }) => ({ status, maintenance }))).toEqual(
      Array.from({ length: 4 }, () => ({ status: 2, maintenance: true })),
    )
    expect(tallyOf(stored).runs).toEqual({})
    expect((await world.runs.findState('inbox'))?.incident).toBeUndefined()
    await until(world, 40, 'is lost')
    expect(told(world)).toEqual(['opened alerts'])
    expect((await results(world)).at(-1)).not.toHaveProperty('maintenance')
  })

  test('that mutes is no recovery', async () => {
    const world = await worldWith({ maintenance: [window(5, 30)] })
    await run(world, false)
    await until(world, 34, 'arrives')
    expect(told(world)).toEqual(['opened alerts'])
    await until(world, 40, 'arrives')
    expect(told(world)).toEqual(['opened alerts', 'resolved alerts'])
  })

  test('that mutes is not slow', async () => {
    const world = await worldWith({
      maintenance: [window(0, 25)],
      slow: { roundTrip: 0.01 },
      alerts: [{ onSlow: 1 }],
    })
    await run(world)
    await until(world, 20, 'arrives')
    expect((await results(world)).map(({ slow }) => slow)).toEqual([undefined, undefined, undefined])
    expect(told(world)).toEqual([])
    await until(world, 30, 'arrives')
    expect(told(world)).toEqual(['slow alerts'])
  })

  test('that mutes and cannot be made wakes nobody', async () => {
    const world = await worldWith({ maintenance: [window(0, 60)] })
    world.secrets.clear()
    expect(await run(world)).toMatchObject({ result: { reason: 'secret-not-found', maintenance: true } })
    expect(told(world)).toEqual([])
  })

  test('is one also when the window is shorter than the run', async () => {
    const world = await worldWith({ timeoutSeconds: 200, maintenance: [window(1, 1)] })
    expect(await run(world, false)).toMatchObject({ result: { maintenance: true } })
    expect(told(world)).toEqual([])
  })

  test('counts neither way for a policy that waits for several failures', async () => {
    const world = await worldWith({ maintenance: [window(5, 30)], alerts: [{ afterFailures: 2 }] })
    await run(world, false)
    await until(world, 9, 'is lost')
    await until(world, 34, 'arrives')
    expect(told(world)).toEqual([])
    await until(world, 40, 'is lost')
    expect(told(world)).toEqual(['opened alerts'])
  })

  test('in which windows overlap is left out if one of them pauses, and judged again when the last is over', async () => {
    const world = await worldWith({
      maintenance: [window(5, 30), window(15, 10, { mode: 'pause' }), window(30, 25)],
    })
    await until(world, 54, 'is lost')
    expect((await results(world)).map(({ scheduledAt }) => (scheduledAt - START) / MINUTE)).toEqual([
      10, 30, 40, 50,
    ])
    expect(told(world)).toEqual([])
    await until(world, 60, 'is lost')
    expect(told(world)).toEqual(['opened alerts'])
  })

  test('is one while the row has mistakes elsewhere, with the windows that it says now', async () => {
    const world = await worldWith()
    await edit(world, { intervalMinutes: 'often', maintenance: [window(0, 60)] })
    expect(told(world)).toEqual([])
    expect(await run(world, false)).toMatchObject({ result: { maintenance: true, status: 2 } })
    await edit(world, { maintenance: [window(0, 60, { mode: 'pause' })] })
    await world.clock.advance(MINUTE)
    expect(await run(world, false)).toEqual({ kind: 'paused' })
  })

  test('is one of a monitor that never was without mistakes', async () => {
    const world = await worldWith({ intervalMinutes: 'often', maintenance: [window(0, 60)] })
    expect(await run(world)).toMatchObject({ result: { reason: 'monitor-invalid', maintenance: true } })
    expect(told(world)).toEqual(['misconfigured alerts'])
  })
})

describe('an incident that is open when a window begins', () => {
  const POLICIES = [{ repeatMinutes: 20 }, { topic: 'oncall' }, { topic: 'boss', afterFailures: 5 }]

  test('is not repeated in it; the first failing run after it tells every policy that told before', async () => {
    const world = await worldWith({ alerts: POLICIES, maintenance: [window(5, 60)] })
    await run(world, false)
    await until(world, 69, 'is lost')
    expect(told(world)).toEqual(['opened alerts', 'opened oncall'])
    await until(world, 70, 'is lost')
    expect(told(world).slice(2)).toEqual(['repeated alerts', 'repeated oncall'])
    await until(world, 89, 'is lost')
    expect(told(world).slice(4)).toEqual([])
    await until(world, 92, 'is lost')
    expect(told(world).slice(4)).toEqual(['repeated alerts'])
  })

  test.each(['mute', 'pause'] as const)(
    'of mode %s is told as resolved by the first that passes',
    async (mode) => {
      const world = await worldWith({ alerts: POLICIES, maintenance: [window(5, 60, { mode })] })
      await run(world, false)
      await until(world, 69, 'arrives')
      expect(told(world)).toEqual(['opened alerts', 'opened oncall'])
      await until(world, 70, 'arrives')
      expect(told(world).slice(2)).toEqual(['resolved alerts', 'resolved oncall'])
    },
  )

  test('is repeated by the clock when no run comes for two intervals and the timeout', async () => {
    const world = await worldWith({ alerts: POLICIES, maintenance: [window(5, 60)] })
    await run(world, false)
    await until(world, 65 + 20, 'no runs')
    expect(told(world)).toEqual(['opened alerts', 'opened oncall'])
    await until(world, 65 + 21, 'no runs')
    expect(told(world).slice(2)).toEqual(['repeated alerts'])
  })

  test('is not repeated by a clock that strikes between the end and the first run', async () => {
    const world = await worldWith({ alerts: [{ repeatMinutes: 67 }], maintenance: [window(5, 60)] })
    await run(world, false)
    await until(world, 69, 'arrives')
    expect(told(world)).toEqual(['opened alerts'])
    await until(world, 70, 'arrives')
    expect(told(world)).toEqual(['opened alerts', 'resolved alerts'])
  })

  test('is told to a topic once, however often each of its policies had told', async () => {
    const alerts = [{ repeatMinutes: 10 }, { repeatMinutes: 15 }, { onRecovery: false }]
    const world = await worldWith({ alerts, maintenance: [window(45, 20)] })
    await run(world, false)
    await until(world, 69, 'is lost')
    const before = told(world).length
    await until(world, 70, 'is lost')
    expect(told(world).slice(before)).toEqual(['repeated alerts'])
  })

  test('is not told by a policy that has no alert left', async () => {
    const alerts = [{ maxAlerts: 1 }, { topic: 'oncall', maxAlerts: 2 }]
    const world = await worldWith({ alerts, maintenance: [window(5, 20), window(35, 20)] })
    await run(world, false)
    await until(world, 70, 'is lost')
    expect(told(world)).toEqual(['opened alerts', 'opened oncall', 'repeated oncall'])
  })

  test('is told after each window, and once after two that overlap', async () => {
    const world = await worldWith({ maintenance: [window(5, 20), window(20, 20), window(55, 10)] })
    await run(world, false)
    await until(world, 49, 'is lost')
    expect(told(world)).toEqual(['opened alerts', 'repeated alerts'])
    await until(world, 90, 'is lost')
    expect(told(world)).toEqual(['opened alerts', 'repeated alerts', 'repeated alerts'])
  })

  test('is quiet as soon as somebody adds one', async () => {
    const world = await worldWith({ alerts: [{ repeatMinutes: 15 }] })
    await run(world, false)
    await until(world, 25, 'is lost')
    expect(told(world)).toEqual(['opened alerts', 'repeated alerts'])
    await edit(world, { maintenance: [window(25, 60, { mode: 'pause' })] })
    await until(world, 89, 'is lost')
    expect(told(world)).toHaveLength(2)
    await until(world, 90, 'is lost')
    expect(told(world).slice(2)).toEqual(['repeated alerts'])
  })
})

describe('a failure that waits for its recheck when a window begins', () => {
  const VERIFY = { alerts: [{ verify: true }], maintenance: [window(2, 60)] }

  test('counts for nothing in it, and nobody rechecks it there', async () => {
    const world = await worldWith(VERIFY)
    await run(world, false)
    const rechecks: RunRequest[] = []
    await until(world, 61, 'no runs', rechecks)
    expect(rechecks).toEqual([])
    expect(told(world)).toEqual([])
  })

  test('is confirmed by a run after it, or by the recheck of that', async () => {
    const world = await worldWith(VERIFY)
    await run(world, false)
    const rechecks: RunRequest[] = []
    await until(world, 70, 'is lost', rechecks)
    for (const request of rechecks) await world.clock.runUntil(handleRun(request, world.ports))
    expect(told(world)).toEqual(['opened alerts'])
  })

  test('is forgotten when the first run after it passes', async () => {
    const world = await worldWith(VERIFY)
    await run(world, false)
    await until(world, 120, 'arrives')
    expect(told(world)).toEqual([])
    expect((await world.runs.findState('inbox'))?.awaitsRecheck).toEqual({})
  })
})

describe('silence', () => {
  test.each(['mute', 'pause'] as const)(
    'is not told in a window of mode %s, nor shortly after',
    async (mode) => {
      const world = await worldWith({ maintenance: [window(5, 120, { mode })] })
      await run(world)
      // 2 × 10 min, 1 min of timeout, 5 min of grace.
      await until(world, 125 + 25, 'no runs')
      expect(told(world)).toEqual([])
      await until(world, 125 + 27, 'no runs')
      expect(told(world)).toEqual(['silent alerts'])
    },
  )

  test('is not told of a monitor whose interval is longer than its window', async () => {
    const world = await worldWith({
      intervalMinutes: 1440,
      maintenance: [window(1435, 30, { mode: 'pause' })],
    })
    await run(world)
    await until(world, 1465 + 1440, 'no runs')
    expect(told(world)).toEqual([])
  })

  test('that was told before is over with the first run after the window, not with one in it', async () => {
    const world = await worldWith({ maintenance: [window(35, 30)] })
    await run(world)
    await until(world, 30, 'no runs')
    await until(world, 64, 'arrives')
    expect(told(world)).toEqual(['silent alerts'])
    await until(world, 70, 'arrives')
    expect(told(world)).toEqual(['silent alerts', 'heard alerts'])
  })
})

describe('windows of tags', () => {
  const put = async (world: RunWorld, tag: string, ...windows: MaintenanceWindow[]) => {
    const { version } = await world.runs.findTagWindows()
    const all = windows.map((one) => ({ tag, window: one }))
    expect(await world.runs.putTagWindows({ version: version + 1, windows: all })).toBe(true)
  }

  test('hold for the monitors that have the tag, and for one that gets it later', async () => {
    const world = await worldWith({ tags: ['web'] })
    await put(world, 'mail', window(0, 60, { mode: 'pause' }))
    await run(world)
    expect(await results(world)).toHaveLength(1)
    await edit(world, { tags: ['web', 'mail'] })
    await world.clock.advance(MINUTE)
    expect(await run(world)).toEqual({ kind: 'paused' })
  })

  test('keep repeats and silence quiet, and end as any other', async () => {
    const world = await worldWith({ tags: ['mail'], alerts: [{ repeatMinutes: 20 }] })
    await put(world, 'mail', window(5, 60, { mode: 'pause' }))
    await run(world, false)
    await until(world, 69, 'is lost')
    expect(told(world)).toEqual(['opened alerts'])
    await until(world, 70, 'is lost')
    expect(told(world)).toEqual(['opened alerts', 'repeated alerts'])
  })

  test('every week: Berlin’s Monday at 13:15 is one', async () => {
    const world = await worldWith({ tags: ['mail'] })
    const weekly = window(0, 20, { start: '13:15', days: ['mon'] })
    await put(world, 'mail', weekly)
    await until(world, 40, 'is lost')
    expect((await results(world)).map(({ maintenance = false }) => maintenance)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

test('a window on a stack monitor outlives deploys', async () => {
  const world = await worldWith()
  const maintenance = [window(0, 60, { mode: 'pause' })]
  await edit(world, { maintenance })
  for (const change of [{}, { intervalMinutes: 5 }]) {
    await syncMonitors([{ ...DEFINITION, ...change }], world.monitors)
    expect((await world.monitors.find('inbox'))?.definition).toMatchObject({ ...change, maintenance })
  }
  expect(await run(world)).toEqual({ kind: 'paused' })
})
