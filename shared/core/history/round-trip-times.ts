import type { Millis } from '../time/units.ts'

/**
 * The bounds of the histogram's buckets: 12 a decade from 10 ms to 316 s, in whole ms. Bucket 0 is below the
 * first, bucket i from the one before it up to, and without, its own, the last one above them all. They stand
 * behind every day that is stored: a change would give all of them another meaning.
 */
export const BUCKET_BOUNDS: readonly Millis[] = Array.from({ length: 55 }, (_, i) =>
  Math.round(10 * 10 ** (i / 12)),
)

/**
 * How far a percentile may lie from the exact one, as a part of it, for times from 10 ms to 316 s: half a
 * bucket, in logarithms.
 */
export const PERCENTILE_ERROR = 0.101

/**
 * Round-trip times, at least one, in a form of fixed size that can be added up. Whole ms, so that any order
 * gives the same sum.
 */
export interface RoundTripTimes {
  min: Millis
  max: Millis
  sum: Millis
  /** How many fell into each bucket; empty ones are absent. */
  buckets: Readonly<Record<number, number>>
}

/** `undefined` when there are none. */
export function roundTripTimes(times: readonly Millis[]): RoundTripTimes | undefined {
  return times.map(alone).reduce<RoundTripTimes | undefined>(addRoundTrips, undefined)
}

export function addRoundTrips(
  one: RoundTripTimes | undefined,
  other: RoundTripTimes | undefined,
): RoundTripTimes | undefined {
  if (!one || !other) return one ?? other
  const buckets: Record<number, number> = { ...one.buckets }
  for (const [bucket, count] of counted(other)) buckets[bucket] = (buckets[bucket] ?? 0) + count
  return {
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
    sum: one.sum + other.sum,
    buckets,
  }
}

export function roundTripCount(times: RoundTripTimes): number {
  return Object.values(times.buckets).reduce((sum, count) => sum + count, 0)
}

/**
 * The time within which `fraction` (above 0, at most 1) of the round trips came back, by nearest rank. It
 * lies in the same bucket as the exact one: within `PERCENTILE_ERROR` of it from 10 ms to 316 s, within 10 ms
 * below, and never outside of minimum and maximum.
 */
export function percentile(times: RoundTripTimes, fraction: number): Millis {
  let left = Math.max(1, Math.ceil(fraction * roundTripCount(times)))
  for (const [bucket, count] of counted(times)) {
    left -= count
    if (left <= 0) return middleOf(bucket, times)
  }
  return times.max
}

function alone(time: Millis): RoundTripTimes {
  const ms = Math.round(time)
  return { min: ms, max: ms, sum: ms, buckets: { [bucketOf(ms)]: 1 } }
}

function bucketOf(ms: Millis): number {
  const above = BUCKET_BOUNDS.findIndex((bound) => ms < bound)
  return above === -1 ? BUCKET_BOUNDS.length : above
}

/**
 * The geometric middle of what may lie in the bucket: no farther, as a part, from its lower end than from its
 * upper one.
 */
function middleOf(bucket: number, { min, max }: RoundTripTimes): Millis {
  const lowest = Math.max(min, BUCKET_BOUNDS[bucket - 1] ?? 0)
  const highest = Math.min(max, (BUCKET_BOUNDS[bucket] ?? Infinity) - 1)
  return Math.sqrt(lowest * highest)
}

/** From the shortest on: whole-number keys are always listed in rising order. */
function counted({ buckets }: RoundTripTimes): [number, number][] {
  return Object.entries(buckets).map(([bucket, count]) => [Number(bucket), count])
}
