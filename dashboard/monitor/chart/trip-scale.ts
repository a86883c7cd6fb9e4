import { DAY, HOUR, MINUTE, type Millis, SECOND } from '../../../shared/core/time/units.ts'

/** The axis of round trips: logarithmic, for a tenth of a second and a minute are both to be read. */
export interface TripScale {
  least: Millis
  most: Millis
}

const TICKS: readonly (readonly [Millis, string])[] = [
  [1, '1 ms'],
  [10, '10 ms'],
  [100, '100 ms'],
  [SECOND, '1 s'],
  [10 * SECOND, '10 s'],
  [MINUTE, '1 min'],
  [5 * MINUTE, '5 min'],
  [30 * MINUTE, '30 min'],
  [2 * HOUR, '2 h'],
  [12 * HOUR, '12 h'],
  [DAY, '1 d'],
]

/** From 100 ms, or the power of ten below the fastest, to the timeout, or the latest that came after it. */
export function tripScale(fastest: Millis, slowest: Millis, timeout: Millis): TripScale {
  const below = 10 ** Math.floor(Math.log10(Math.max(1, fastest)))
  return { least: Math.min(100, below), most: Math.min(DAY, Math.max(timeout, slowest)) }
}

export function tripTicks({ least, most }: TripScale): { ms: Millis; label: string }[] {
  return TICKS.filter(([ms]) => ms >= least && ms <= most).map(([ms, label]) => ({ ms, label }))
}

/** Where the axis ends if so many of its pixels, at its top, are left for the lane of what failed. */
export function topWithLane({ least, most }: TripScale, height: number, lane: number): Millis {
  return most * (most / least) ** (lane / Math.max(1, height - lane))
}
