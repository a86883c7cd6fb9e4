import type { RunResult } from '../run.ts'
import type { Millis } from '../../time/units.ts'

/** Enough to tell how mail varies; a month of them would say what it did, not what it does. */
export const ARRIVALS_KEPT = 20

/** When a message of the monitor was seen: it came between two looks. */
export interface Arrival {
  /** From its acceptance until a listing showed it. */
  transitMs: Millis
  /** Until then since the listing before, which did not. At most the transit: that, where there was none. */
  resolutionMs: Millis
}

/**
 * As they are stored, newest last, in three digits to the base of 36 each: the transit in steps of 0.8 % from
 * 10 ms to 316 s, then its resolution as a share of it, in steps of 18 % down to 0.3 %.
 */
export type PackedArrivals = string

const RADIX = 36
const SHORTEST_TRANSIT: Millis = 10
const TRANSIT_STEPS = 125
const SHARE_STEPS = 6
const PACKED = /^([\da-z]{3}){0,20}$/

/** The arrivals before it and that of this run, where it was measured in one process. */
export function withArrivalOf(
  { phases: { transit }, resolutionMs, warnings }: Pick<RunResult, 'phases' | 'resolutionMs' | 'warnings'>,
  before: PackedArrivals,
): PackedArrivals {
  if (transit === undefined || resolutionMs === undefined || warnings.includes('taken-over')) return before
  return packArrivals([...unpackArrivals(before), { transitMs: transit, resolutionMs }])
}

/** The last 20 of them. */
export function packArrivals(arrivals: readonly Arrival[]): PackedArrivals {
  const words = arrivals.slice(-ARRIVALS_KEPT).map(({ transitMs, resolutionMs }) => {
    const transit = digits(TRANSIT_STEPS * Math.log(transitMs / SHORTEST_TRANSIT), 2)
    return transit + digits(SHARE_STEPS * Math.log(transitMs / resolutionMs), 1)
  })
  return words.join('')
}

/** None where they are not written so, as by a later version: they are learnt anew. */
export function unpackArrivals(packed: PackedArrivals): readonly Arrival[] {
  if (!PACKED.test(packed)) return []
  return Array.from(packed.matchAll(/(..)(.)/g), ([, transit = '', share = '']) => {
    const transitMs = SHORTEST_TRANSIT * Math.exp(parseInt(transit, RADIX) / TRANSIT_STEPS)
    return { transitMs, resolutionMs: transitMs / Math.exp(parseInt(share, RADIX) / SHARE_STEPS) }
  })
}

/** The nearest whole number that is written in so many digits. */
function digits(figure: number, count: number): string {
  const nearest = Math.min(RADIX ** count - 1, Math.max(0, Math.round(figure || 0)))
  return nearest.toString(RADIX).padStart(count, '0')
}
