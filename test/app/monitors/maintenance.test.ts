import { describe, expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { syncMonitors } from '../../../shared/app/monitors/sync-monitors.ts'
import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import { tallyOf } from '../../../shared/core/history/tally.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { DEFINITION, type RunWorld } from '../../support/worlds/run-world.ts'
import {
  START,
  edit,
  results,
  run,
  until,
  window,
  worldWith,
} from '../../support/worlds/maintenance-world.ts'
import { told } from '../../support/worlds/watched-world.ts'

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
