import type { DayStore } from '../ports/stores/days.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import { type DayItem, dayOf, totalOf } from '../../core/history/day.ts'
import type { IsoDay } from '../../core/time/iso-day.ts'
import { countOf } from '../../core/history/tally.ts'
import type { RunResult } from '../../core/run/run.ts'
import { inParallel } from '../concurrency/in-parallel.ts'

export interface RebuildPorts {
  runs: ResultStore & DayStore
}

/**
 * What became of a day: made anew from its results; left as it stands, because some of its results have
 * expired by now; or none, for want of results.
 */
export type Rebuilt = 'rebuilt' | 'kept' | 'empty'

/**
 * Makes the day of one monitor from its results, whatever day; it may be repeated. Results expire and days
 * are kept for ever, so a day that counts more runs than there are results is history, and stands: while
 * results last, none ever leaves its day.
 */
export async function rebuildDay(monitorId: string, day: IsoDay, ports: RebuildPorts): Promise<Rebuilt> {
  return putDay(monitorId, day, await ports.runs.resultsOfDay(monitorId, day), ports)
}

async function putDay(
  monitorId: string,
  day: IsoDay,
  results: readonly RunResult[],
  { runs }: RebuildPorts,
): Promise<Rebuilt> {
  const made = dayOf(monitorId, day, results)
  const count = runsIn(made)
  if (count === 0) return 'empty'
  const [standing] = await runs.findDays(monitorId, day, day)
  if (standing && runsIn(standing) > count) return 'kept'
  await runs.putDay(made)
  return 'rebuilt'
}

/** By the last run that read its passwords: one that was stored anew with its hosts counts no longer. */
function saysToAnyHost(results: readonly RunResult[]): boolean {
  const last = results.findLast(({ outcome }) => outcome !== 'inconclusive')
  return last?.warnings.includes('secret-for-any-host') ?? false
}

function runsIn(day: DayItem): number {
  const { runs, rechecks, maintenance } = totalOf(day)
  return countOf(runs) + countOf(rechecks) + maintenance
}

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
  ports: RebuildPorts,
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
    const results = await ports.runs.resultsOfDay(monitorId, day)
    if (saysToAnyHost(results)) anyHost.push(monitorId)
    counts[await putDay(monitorId, day, results, ports)] += 1
  })
  const failures = Array.from(
    failed,
    ([monitorId, cause]) => new Error(`the day ${day} of ${monitorId} could not be made`, { cause }),
  )
  return { ...counts, failures, left, anyHost: anyHost.sort() }
}
