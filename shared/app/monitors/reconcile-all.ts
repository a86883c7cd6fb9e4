import { type ReconcilePorts, reconcileMonitor } from './reconcile-monitor.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'

/** DynamoDB and Scheduler take this many at once without a throttle in any Region. */
const AT_ONCE = 10

export interface Followed {
  /** Monitors that were looked at. */
  monitors: number
  failures: readonly ReconcileError[]
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
 * or not. Reads all rows and all schedules, so it is for once a day and after a deploy.
 */
export async function reconcile(
  ports: ReconcilePorts & { monitors: Pick<MonitorStore, 'find' | 'list'> },
): Promise<Followed> {
  const rows = await ports.monitors.list()
  const scheduled = await Promise.all(ports.locations.map((location) => ports.schedules.list(location)))
  return reconcileAll([...rows.map((row) => row.monitorId), ...scheduled.flat()], ports)
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
