import type { IsoDay } from '../../core/time/iso-day.ts'
import type { RunResult } from '../../core/run/run.ts'
import { inParallel } from '../concurrency/in-parallel.ts'
import { type RemakePorts, remakeDay } from './past-days.ts'
import type { Rebuilt } from './rebuild-day.ts'

/**
 * Days that are made at the same time: a fleet's take minutes one by one, and each holds a day's results in
 * memory.
 */
const AT_ONCE = 8

export interface RebuildReport extends Readonly<Record<Rebuilt, number>> {
  /** One for each monitor whose day could not be made. */
  failures: readonly Error[]
  /** The monitors that `stop` left undone, in the order given. */
  left: readonly string[]
  /** Those of the others whose password is stored without hosts, sorted. */
  anyHost: readonly string[]
}

/**
 * Makes the day of each of these monitors, in this order, eight at once; one failure holds up nothing else.
 * Once `stop` fires, no other is begun, and those under way are seen to their end.
 */
export async function rebuildDays(
  monitorIds: readonly string[],
  day: IsoDay,
  ports: RemakePorts,
  stop?: AbortSignal,
): Promise<RebuildReport> {
  const left = [...monitorIds]
  const counts: Record<Rebuilt, number> = { rebuilt: 0, kept: 0, empty: 0 }

  function* untilStopped(): Generator<string> {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      yield next
      if (stop?.aborted) return
    }
  }

  const anyHost: string[] = []
  const failed = await inParallel(stop?.aborted ? [] : untilStopped(), AT_ONCE, async (monitorId) => {
    const { became, results } = await remakeDay(monitorId, day, ports)
    if (saysToAnyHost(results)) anyHost.push(monitorId)
    counts[became] += 1
  })
  const failures = Array.from(
    failed,
    ([monitorId, cause]) => new Error(`the day ${day} of ${monitorId} could not be made`, { cause }),
  )
  return { ...counts, failures, left, anyHost: anyHost.sort() }
}

/** By the last run that read its passwords: one that was stored anew with its hosts counts no longer. */
function saysToAnyHost(results: readonly RunResult[]): boolean {
  const last = results.findLast(({ outcome }) => outcome !== 'inconclusive')
  return last?.warnings.includes('secret-for-any-host') ?? false
}
