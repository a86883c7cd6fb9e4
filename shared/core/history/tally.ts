import { type RoundTripTimes, addRoundTrips, roundTripTimes } from './round-trip-times.ts'
import { type RunResult, type Warning, measuredRoundTripMs } from '../run/run.ts'
import type { Reason, Status } from '../run/statuses.ts'

/** How many had each; what none had is absent. */
export type Counts<Key extends string | number> = Readonly<Partial<Record<Key, number>>>

/** By status: 0 is OK, 90 inconclusive, every other one a failure. */
export type StatusCounts = Counts<Status>

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
   * Of `runs` that were not OK, those whose message was taken and never came, also where a bounce was told. One
   * that is late is not lost, and the other way round.
   */
  lost: number
  /** Of `runs` that were not OK, those whose message came after its run had given up. */
  late: number
  /** Why those of `runs` were not OK that were not; absent where all were. */
  reasons?: Counts<Reason>
  /** Of `runs`, those that gave each warning; absent where none did. */
  warnings?: Counts<Warning>
  /** Of `runs` that delivered, those that were slow; absent where there were none. */
  slow?: number
  /** Of `runs` alone; absent when none was measured. */
  roundTripMs?: RoundTripTimes
}

/** A tally with every field. */
type Full = Required<Omit<Tally, 'roundTripMs'>> & { roundTripMs: RoundTripTimes | undefined }

export const NO_RUNS: Tally = { runs: {}, rechecks: {}, maintenance: 0, lost: 0, late: 0 }

/** Runs on demand are in no tally. */
export function tallyOf(results: readonly RunResult[]): Tally {
  const made = results.filter(({ trigger }) => trigger !== 'on-demand')
  const outside = made.filter(({ maintenance }) => !maintenance)
  const counted = outside.filter(({ tried }) => tried !== false)
  const runs = counted.filter(({ trigger }) => trigger === 'schedule')
  const rechecks = counted.filter(({ trigger }) => trigger === 'recheck')
  const unseen = runs.filter((run) => run.outcome === 'lost' && countedStatus(run) !== 0)
  const late = unseen.filter(({ lateArrival }) => lateArrival)
  return sparse({
    runs: countEach(runs.map(countedStatus)),
    rechecks: countEach(rechecks.map(countedStatus)),
    maintenance: made.length - outside.length,
    untried: outside.length - counted.length,
    lost: unseen.length - late.length,
    late: late.length,
    reasons: countEach(runs.flatMap((run) => (countedStatus(run) === 0 ? [] : (run.reason ?? [])))),
    warnings: countEach(runs.flatMap(({ warnings }) => warnings)),
    slow: runs.filter(({ outcome, slow }) => outcome === 'delivered' && slow).length,
    roundTripMs: roundTripTimes(runs.flatMap((run) => measuredRoundTripMs(run) ?? [])),
  })
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (one, other) =>
      sparse({
        runs: addCounts(one.runs, other.runs),
        rechecks: addCounts(one.rechecks, other.rechecks),
        maintenance: one.maintenance + other.maintenance,
        untried: (one.untried ?? 0) + (other.untried ?? 0),
        lost: one.lost + other.lost,
        late: one.late + other.late,
        reasons: addCounts(one.reasons, other.reasons),
        warnings: addCounts(one.warnings, other.warnings),
        slow: (one.slow ?? 0) + (other.slow ?? 0),
        roundTripMs: addRoundTrips(one.roundTripMs, other.roundTripMs),
      }),
    NO_RUNS,
  )
}

/** What there is none of is absent. */
function sparse(full: Full): Tally {
  const { untried, reasons, warnings, slow, roundTripMs, ...tally } = full
  return {
    ...tally,
    ...(untried > 0 && { untried }),
    ...(countOf(reasons) > 0 && { reasons }),
    ...(countOf(warnings) > 0 && { warnings }),
    ...(slow > 0 && { slow }),
    ...(roundTripMs && { roundTripMs }),
  }
}

/** All runs that it counts, of any kind. */
export function runsIn({ runs, rechecks, maintenance, untried = 0 }: Tally): number {
  return countOf(runs) + countOf(rechecks) + maintenance + untried
}

export function countOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function countEach<Key extends string | number>(keys: readonly Key[]): Counts<Key> {
  const counts = {} as Partial<Record<Key, number>>
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

/** A failure that a second run, made at once, did not confirm counts as OK. */
function countedStatus({ status, warnings }: RunResult): Status {
  return warnings.includes('recheck-passed') ? 0 : status
}

function addCounts<Key extends string | number>(one?: Counts<Key>, other?: Counts<Key>): Counts<Key> {
  const sum = { ...one } as Partial<Record<Key, number>>
  for (const [key, count] of Object.entries(other ?? {}) as [Key, number][])
    sum[key] = (sum[key] ?? 0) + count
  return sum
}
