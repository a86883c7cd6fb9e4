import { describe, expect, test } from 'vitest'

import { handleRun } from '../../../shared/app/run/handle-run.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'
import { edit, run, until, window, worldWith } from '../../support/worlds/maintenance-world.ts'
import { told } from '../../support/worlds/watched-world.ts'

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
