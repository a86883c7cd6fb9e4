import { type RoundTripTimes, addRoundTrips, roundTripTimes } from './round-trip-times.ts'
import { type RunResult, measuredRoundTripMs } from '../run/run.ts'
import type { Status } from '../run/statuses.ts'

/**
 * How many had each status: 0 is OK, 90 inconclusive, every other one a failure. A status that none had is
 * absent.
 */
export type StatusCounts = Readonly<Partial<Record<Status, number>>>

/**
 * What some runs came to. Tallies can be added up, so an hour, a day, a location and a year all have the same
 * shape.
 */
export interface Tally {
  runs: StatusCounts
  /** Counted apart: there are some only because a run failed, so they say nothing of availability. */
  rechecks: StatusCounts
  /** Made in a maintenance window: in no count above. */
  maintenance: number
  /** Did not try a login that had been refused: in no count above. Absent where there were none. */
  untried?: number
  /**
   * Of `runs` with status 2, those whose message was taken and never came. One that is late is not lost, and
   * the other way round.
   */
  lost: number
  /** Of `runs` with status 2, those whose message came after its run had given up. */
  late: number
  /** Of `runs` that delivered, those that were slow; absent where there were none. */
  slow?: number
  /** Of `runs` alone; absent when none was measured. */
  roundTripMs?: RoundTripTimes
}

export const NO_RUNS: Tally = { runs: {}, rechecks: {}, maintenance: 0, lost: 0, late: 0 }

/** Runs on demand are in no tally. */
export function tallyOf(results: readonly RunResult[]): Tally {
  const made = results.filter(({ trigger }) => trigger !== 'on-demand')
  const outside = made.filter(({ maintenance }) => !maintenance)
  const counted = outside.filter(({ tried }) => tried !== false)
  const runs = counted.filter(({ trigger }) => trigger === 'schedule')
  const rechecks = counted.filter(({ trigger }) => trigger === 'recheck')
  const unseen = runs.filter((run) => run.outcome === 'lost' && countedStatus(run) === 2)
  const late = unseen.filter(({ lateArrival }) => lateArrival)
  const roundTripMs = roundTripTimes(runs.flatMap((run) => measuredRoundTripMs(run) ?? []))
  return {
    runs: countStatuses(runs),
    rechecks: countStatuses(rechecks),
    maintenance: made.length - outside.length,
    ...untriedOf(outside.length - counted.length),
    lost: unseen.length - late.length,
    late: late.length,
    ...slowOf(runs.filter(({ outcome, slow }) => outcome === 'delivered' && slow).length),
    ...(roundTripMs && { roundTripMs }),
  }
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce((one, other) => {
    const roundTripMs = addRoundTrips(one.roundTripMs, other.roundTripMs)
    return {
      runs: addCounts(one.runs, other.runs),
      rechecks: addCounts(one.rechecks, other.rechecks),
      maintenance: one.maintenance + other.maintenance,
      ...untriedOf((one.untried ?? 0) + (other.untried ?? 0)),
      lost: one.lost + other.lost,
      late: one.late + other.late,
      ...slowOf((one.slow ?? 0) + (other.slow ?? 0)),
      ...(roundTripMs && { roundTripMs }),
    }
  }, NO_RUNS)
}

function slowOf(slow: number): Pick<Tally, 'slow'> {
  return slow > 0 ? { slow } : {}
}

function untriedOf(untried: number): Pick<Tally, 'untried'> {
  return untried > 0 ? { untried } : {}
}

/** OK ÷ all that were conclusive, from 0 to 1; `undefined` when none was. */
export function availabilityOf({ runs }: Tally): number | undefined {
  const conclusive = countOf(runs) - (runs[90] ?? 0)
  return conclusive > 0 ? (runs[0] ?? 0) / conclusive : undefined
}

export function countOf(counts: StatusCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function countStatuses(results: readonly RunResult[]): StatusCounts {
  return results.map((result): StatusCounts => ({ [countedStatus(result)]: 1 })).reduce(addCounts, {})
}

/** A failure that a second run, made at once, did not confirm counts as OK. */
function countedStatus({ status, warnings }: RunResult): Status {
  return warnings.includes('recheck-passed') ? 0 : status
}

function addCounts(one: StatusCounts, other: StatusCounts): StatusCounts {
  const sum: Partial<Record<string, number>> = { ...one }
  for (const [status, count] of Object.entries(other)) sum[status] = (sum[status] ?? 0) + count
  return sum
}
