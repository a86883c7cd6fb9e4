import { type FollowPorts, followMonitor } from './follow-monitor.ts'
import { inParallel } from '../in-parallel.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'

/** DynamoDB and Scheduler take this many at once without a throttle in any Region. */
const AT_ONCE = 10

export interface Followed {
  /** Monitors that were looked at. */
  monitors: number
  failures: readonly FollowError[]
}

/** Follows each of these monitors; one that fails holds up no other, and its error names it. */
export async function followAll(monitorIds: Iterable<string>, ports: FollowPorts): Promise<Followed> {
  const ids = [...new Set(monitorIds)]
  const failed = await inParallel(ids, AT_ONCE, (monitorId) => followMonitor(monitorId, ports))
  const failures = Array.from(failed, ([monitorId, cause]) => new FollowError(monitorId, { cause }))
  return { monitors: ids.length, failures }
}

/**
 * Repairs any drift, both ways: every row is followed, and every schedule that stands, with a row behind it or not. Reads all rows
 * and all schedules, so it is for once a day and after a deploy.
 */
export async function reconcile(
  ports: FollowPorts & { monitors: Pick<MonitorStore, 'find' | 'list'> },
): Promise<Followed> {
  const rows = await ports.monitors.list()
  const scheduled = await Promise.all(ports.locations.map((location) => ports.schedules.list(location)))
  return followAll([...rows.map((row) => row.monitorId), ...scheduled.flat()], ports)
}

/** One monitor could not be followed; the row stands, and following it again heals it. */
export class FollowError extends Error {
  override readonly name = 'FollowError'
  readonly monitorId: string

  constructor(monitorId: string, options: { cause: unknown }) {
    super(`monitor ${monitorId} could not be followed`, options)
    this.monitorId = monitorId
  }
}
