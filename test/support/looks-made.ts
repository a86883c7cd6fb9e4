import { type Arrival, ARRIVALS_KEPT } from '../../shared/core/run/looking/arrivals.ts'
import { whenToLook } from '../../shared/core/run/looking/when-to-look.ts'
import type { Millis } from '../../shared/core/time/units.ts'
import type { Trace } from './arrival-traces.ts'

/** Ms until the next look of a run that has waited so long. */
export type GapAt = (waitedMs: Millis, arrivals: readonly Arrival[], looks: number) => Millis

export interface Looked extends Arrival {
  /** From the arrival until it was seen; NaN where it never was. */
  lagMs: Millis
  looks: number
}

/** One of several, and what was known when it began. */
export interface Made extends Looked {
  delay: Millis
  arrivals: readonly Arrival[]
}

/** One run of this policy alone: looks take no time, and the last comes at the end. */
export function looked(delay: Millis, end: Millis, gapAt: GapAt, arrivals: readonly Arrival[] = []): Looked {
  let [at, looks] = [0, 0]
  for (;;) {
    const before = at
    at = Math.min(end, at + gapAt(at, arrivals, looks))
    looks += 1
    if (at >= delay) return { lagMs: at - delay, looks, transitMs: at, resolutionMs: at - before }
    if (at >= end) return { lagMs: NaN, looks, transitMs: NaN, resolutionMs: NaN }
  }
}

/** As Roundtrip looks, which learns from one run to the next. */
export function asPlanned(end: Millis): GapAt {
  return (waitedMs, arrivals, looks) =>
    whenToLook({
      arrivals,
      waitedMs,
      msLeft: end - waitedMs,
      spacing: 0,
      loginMs: 0,
      logins: 1 + looks,
    })
}

/** So many runs in a row, each with the arrivals of those before. */
export function lookedInTurn(trace: Trace, runs: number, end: Millis, gapAt: GapAt): Made[] {
  const made: Made[] = []
  let arrivals: readonly Arrival[] = []
  for (let run = 0; run < runs; run += 1) {
    const delay = trace()
    const one = looked(delay, end, gapAt, arrivals)
    made.push({ ...one, delay, arrivals })
    if (!Number.isNaN(one.lagMs)) arrivals = [...arrivals, one].slice(-ARRIVALS_KEPT)
  }
  return made
}
