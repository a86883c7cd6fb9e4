import { type ReconcilePorts, reconcileMonitor } from './reconcile-monitor.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { Schedules } from '../ports/schedules.ts'

/** DynamoDB and Scheduler take this many at once without a throttle in any Region. */
const AT_ONCE = 10

export interface Followed {
  /** Monitors that were looked at. */
  monitors: number
  failures: readonly ReconcileError[]
}

/** What a pass over everything came to. */
export interface Reconciled extends Followed {
  /** Locations whose schedules could not be listed: all that stands there was left as it is. */
  unanswered: readonly { location: string; cause: unknown }[]
}

/** Follows each of these monitors; one that fails holds up no other, and its error names it. */
export async function reconcileAll(monitorIds: Iterable<string>, ports: ReconcilePorts): Promise<Followed> {
  const ids = [...new Set(monitorIds)]
  const failed = await inParallel(ids, AT_ONCE, (monitorId) => reconcileMonitor(monitorId, ports))
  const failures = Array.from(failed, ([monitorId, cause]) => new ReconcileError(monitorId, { cause }))
  return { monitors: ids.length, failures }
}

/**
 * Repairs any drift, both ways: every row is followed, and every schedule that stands, with a row behind it
 * or not, also at locations that are removed. Reads all rows and all schedules, so it is for once a day and
 * after a deploy. A Region whose Scheduler does not answer is asked once, and left out.
 */
export async function reconcile(
  ports: ReconcilePorts & { monitors: Pick<MonitorStore, 'find' | 'list'> },
): Promise<Reconciled> {
  const { places, schedules } = ports
  const rows = await ports.monitors.list()
  const locations = [...places.standing, ...places.removed]
  const listed = new Map<string, Set<string>>()
  const failed = await inParallel(locations, locations.length, async (location) => {
    listed.set(location, new Set(await schedules.list(location)))
  })
  const unanswered = Array.from(failed, ([location, cause]) => ({ location, cause }))
  const ids = [...rows.map((row) => row.monitorId), ...[...listed.values()].flatMap((there) => [...there])]
  const followed = await reconcileAll(ids, {
    ...ports,
    schedules: asListed(schedules, listed),
    listed: [...listed.keys()],
  })
  return { ...followed, unanswered }
}

/** Leaves out what it need not remove. */
function asListed(schedules: Schedules, listed: ReadonlyMap<string, Set<string>>): Schedules {
  return {
    async put(schedule) {
      listed.get(schedule.location)?.add(schedule.monitorId)
      await schedules.put(schedule)
    },
    async remove(monitorId, location) {
      if (listed.get(location)?.has(monitorId)) await schedules.remove(monitorId, location)
    },
    list: (location) => schedules.list(location),
  }
}

/** One monitor could not be followed; the row stands, and following it again heals it. */
export class ReconcileError extends Error {
  override readonly name = 'ReconcileError'
  readonly monitorId: string

  constructor(monitorId: string, options: { cause: unknown }) {
    super(`monitor ${monitorId} could not be followed`, options)
    this.monitorId = monitorId
  }
}
