import { expect, test } from 'vitest'

import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { memorySchedules } from '../../support/memory/memory-schedules.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'
import { edit, minutes, told } from '../../support/worlds/watched-world.ts'
import { removeRow } from '../../support/remove-row.ts'
import { randomCases } from '../../support/thorough.ts'
import { runningAt } from '../../support/worlds/reconcile-world.ts'
import { longTest } from '../../support/thorough.ts'

/** A monitor that is down after one run; the next is a day away. */
async function down(alerts: readonly object[]): Promise<RunWorld> {
  const world = await runWorld({ alerts, intervalMinutes: 1440 })
  world.mail.transitMs = Infinity
  await world.clock.runUntil(handleRun(world.request, world.ports))
  return world
}

test('who wants to be told again is, as often as the policy says', async () => {
  const world = await down([{ repeatMinutes: 30 }, { topic: 'oncall', repeatMinutes: 20, maxAlerts: 3 }])
  await minutes(world, 19)
  expect(told(world)).toEqual(['opened alerts', 'opened oncall'])
  await minutes(world, 72)
  expect(told(world).slice(2)).toEqual([
    'repeated oncall',
    'repeated alerts',
    'repeated oncall',
    'repeated alerts',
    'repeated alerts',
  ])
})

test('nobody is told again while the monitor is paused, and again once it is not', async () => {
  const world = await down([{ repeatMinutes: 30 }])
  await edit(world, { pausedUntil: new Date(world.clock.now() + 100 * MINUTE).toISOString() })
  await minutes(world, 100)
  expect(told(world)).toEqual(['opened alerts'])
  await minutes(world, 31)
  expect(told(world)).toEqual(['opened alerts', 'repeated alerts'])
})

longTest(
  'an alert that cannot be published is not joined by another each time that it would be repeated',
  async () => {
    const world = await down([{ repeatMinutes: 10 }])
    world.ports.publisher = { publish: () => Promise.reject(new Error('topic gone')) }
    await minutes(world, randomCases(24, 4) * 60)
    expect((await world.runs.findState('inbox'))?.owed).toHaveLength(1)
  },
)

test.each(['its row is followed', 'the watchdog comes by'])(
  'an incident ends with its monitor, removed, when %s',
  async (how) => {
    const world = await down([{ repeatMinutes: 30 }, { onRecovery: false, topic: 'oncall' }])
    await removeRow(world.monitors, 'inbox')
    if (how === 'its row is followed') {
      await reconcileMonitor('inbox', { ...world.ports, schedules: memorySchedules(), ...runningAt('local') })
    }
    await minutes(world, 40)
    expect(told(world)).toEqual(['opened alerts', 'opened oncall', 'removed alerts'])
    const [incident] = await world.runs.findIncidents('2026-01')
    expect(incident).toMatchObject({ removed: true, resolvedAt: expect.any(Number) as number })
    expect((await world.runs.findState('inbox'))?.incident).toBeUndefined()
  },
)
