import { inParallel } from '../../shared/app/concurrency/in-parallel.ts'
import { DAY, type EpochMs, MINUTE } from '../../shared/core/time/units.ts'
import type { PastWorld } from './past-world.ts'

const AT_ONCE = 16
const MONTH = 30 * DAY
const MONTHS = 12

/** One incident a month of each monitor, for a year. */
export async function addIncidents(
  ids: readonly string[],
  now: EpochMs,
  { quick }: PastWorld,
): Promise<void> {
  await inParallel([...ids.entries()], AT_ONCE, async ([index, monitorId]) => {
    for (let back = 1; back <= MONTHS; back += 1) {
      const openedAt = now - back * MONTH + index * MINUTE
      await quick.putIncident({
        incidentId: `${monitorId}-${back}`,
        monitorId,
        openedAt,
        failingSince: openedAt,
        resolvedAt: openedAt + 10 * MINUTE,
        openingRunId: '20260105T120000Z_eu-west-1_schedule_0123456789ab',
        failedRuns: 2,
        locations: ['eu-west-1'],
        reasons: ['message-not-delivered'],
        toldTopics: ['alerts'],
        told: { policy: { topic: 'alerts', alerts: 1, lastAt: openedAt } },
        lateArrivals: [],
        revision: 1,
      })
    }
  })
}

/** Two alerts of each monitor within the last week. */
export async function addAlerts(ids: readonly string[], now: EpochMs, { quick }: PastWorld): Promise<void> {
  await inParallel([...ids.entries()], AT_ONCE, async ([index, monitorId]) => {
    for (const transition of ['opened', 'resolved'] as const) {
      const toldAt = now - 5 * DAY + index * MINUTE + (transition === 'opened' ? 0 : 10 * MINUTE)
      const alert = { monitorId, alertId: `${monitorId}-${transition}`, transition, topic: 'alerts' }
      await quick.putTold({ ...alert, createdAt: toldAt, toldAt })
    }
  })
}
