import { type Millis, SECOND } from '../../time/units.ts'

/** Mail that takes less than the grid's first gap is timed closer: three logins more. */
const EARLY: readonly Millis[] = [300, 1200, 2500]
/** As most monitors of this kind look. */
export const GRID: Millis = 5 * SECOND
/** A run that knows how long mail takes, and has waited longer, looks less often as waiting goes on. */
const THINNED = 1 / 8

/**
 * Ms until the next look where nothing is known of how long mail takes and `waitedMs` have passed: after 0.3,
 * 1.2 and 2.5 s, then at each 5 s. As this holds every look of the plain habit of looking every 5 s, mail is
 * seen no later at any delay, for three logins more. `first` in place of 0.3 s, for spaced logins; none
 * sooner than `shortestGap`.
 */
export function unknownDelayGap(waitedMs: Millis, shortestGap: Millis, first?: Millis): Millis {
  const soonest = waitedMs + shortestGap
  const [usualFirst = 0, ...others] = EARLY
  const early = [first ?? usualFirst, ...others].find((at) => at >= soonest)
  return (early ?? GRID * Math.ceil(soonest / GRID)) - waitedMs
}

/**
 * The same of a run whose message takes longer than any before it: an eighth of the time waited, at the
 * least.
 */
export function overdueGap(waitedMs: Millis, shortestGap: Millis): Millis {
  return Math.max(unknownDelayGap(waitedMs, shortestGap), THINNED * waitedMs)
}
