import type { Reason } from '../../run/statuses.ts'
import type { Millis } from '../../time/units.ts'
import { percentile } from '../round-trip-times.ts'
import { type StatusCounts, type Tally, countOf } from '../tally.ts'
import { percentText } from './percent-text.ts'

/** What some scheduled runs came to, as people read it. */
export interface Figures {
  /** Conclusive ones, outside of maintenance: what availability is of. */
  runs: number
  ok: number
  failed: number
  /** OK ÷ runs, from 0 to 1; absent where there was none. */
  availability?: number
  /** As `99.93 %`, rounded down, so that a failure is never 100 %; `-` where there was none. */
  availabilityText: string
  /** All runs by status, with the inconclusive ones under 90. */
  statuses: StatusCounts
  /** Failed and inconclusive runs; runs of a time when reasons were not counted are in none. */
  reasons: Partial<Record<Reason, number>>
  /** Of `ok`. */
  slow: number
  /** Of `failed`: the message came after its run had given up. */
  late: number
  /** Of `failed`: the message never came. */
  lost: number
  /** In none of the counts above: made in a window, our own fault, not tried. */
  maintenance: number
  inconclusive: number
  untried: number
  /** Round trips, within `PERCENTILE_ERROR` of the exact ones; absent where none was measured. */
  p50Ms?: Millis
  p95Ms?: Millis
}

export function figuresOf(tally: Tally): Figures {
  const { runs: statuses, reasons = {}, slow = 0, untried = 0, late, lost, maintenance, roundTripMs } = tally
  const { 0: ok = 0, 90: inconclusive = 0 } = statuses
  const runs = countOf(statuses) - inconclusive
  return {
    runs,
    ok,
    failed: runs - ok,
    ...(runs > 0 && { availability: ok / runs }),
    availabilityText: percentText({ ok, runs }),
    statuses,
    reasons,
    slow,
    late,
    lost,
    maintenance,
    inconclusive,
    untried,
    ...(roundTripMs && { p50Ms: percentile(roundTripMs, 0.5), p95Ms: percentile(roundTripMs, 0.95) }),
  }
}
