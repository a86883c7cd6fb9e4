import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  BUCKET_BOUNDS,
  PERCENTILE_ERROR,
  type RoundTripTimes,
  addRoundTrips,
  percentile,
  roundTripCount,
  roundTripTimes,
} from '../../../shared/core/history/round-trip-times.ts'

function timesOf(...times: number[]): RoundTripTimes {
  const found = roundTripTimes(times)
  if (!found) throw new Error('no times')
  return found
}

/** By nearest rank, from the times themselves. */
function exactPercentile(times: readonly number[], fraction: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.ceil(fraction * sorted.length) - 1] ?? NaN
}

/** Times as they come: many orders of magnitude, each as likely as the other. */
const milliseconds = fc.double({ min: 1, max: 5.5, noNaN: true }).map((exponent) => 10 ** exponent)
const fraction = fc.constantFrom(0.001, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1)

describe('the buckets', () => {
  test('are for ever these: what is stored counts by their number', () => {
    expect(BUCKET_BOUNDS.join(' ')).toBe(
      '10 12 15 18 22 26 32 38 46 56 68 83 100 121 147 178 215 261 316 383 464 562 681 825 1000 1212 1468 1778 2154 ' +
        '2610 3162 3831 4642 5623 6813 8254 10000 12115 14678 17783 21544 26102 31623 38312 46416 56234 68129 82540 ' +
        '100000 121153 146780 177828 215443 261016 316228',
    )
  })

  test.each([
    { ms: 0, bucket: 0 },
    { ms: 9.4, bucket: 0 },
    { ms: 9.5, bucket: 1 },
    { ms: 11, bucket: 1 },
    { ms: 12, bucket: 2 },
    { ms: 999, bucket: 24 },
    { ms: 1000, bucket: 25 },
    { ms: 300_000, bucket: 54 },
    { ms: 316_228, bucket: 55 },
    { ms: 1e9, bucket: 55 },
  ])('$ms ms is counted in bucket $bucket', ({ ms, bucket }) => {
    expect(timesOf(ms).buckets).toEqual({ [bucket]: 1 })
  })
})

describe('round-trip times', () => {
  test('are none when there are none', () => {
    expect(roundTripTimes([])).toBeUndefined()
    expect(addRoundTrips(undefined, undefined)).toBeUndefined()
  })

  test('keep least, most, sum and how many, in whole ms', () => {
    expect(timesOf(1510.5, 980, 1510.4, 42)).toEqual({
      min: 42,
      max: 1511,
      sum: 1511 + 980 + 1510 + 42,
      buckets: { 8: 1, 24: 1, 27: 2 },
    })
  })

  test('added up are those of all of them together, however they were split and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(milliseconds, fc.boolean())), (times) => {
        const here = times.filter(([, first]) => first).map(([ms]) => ms)
        const there = times.filter(([, first]) => !first).map(([ms]) => ms)
        const added = addRoundTrips(roundTripTimes(there), roundTripTimes(here))
        expect(added).toEqual(roundTripTimes(times.map(([ms]) => ms)))
        expect(added ? roundTripCount(added) : 0).toBe(times.length)
      }),
    )
  })
})

describe('a percentile', () => {
  test('is within its error of the exact one, from 10 ms to 316 s', () => {
    fc.assert(
      fc.property(fc.array(milliseconds, { minLength: 1, maxLength: 300 }), fraction, (times, part) => {
        const exact = exactPercentile(times.map(Math.round), part)
        const read = percentile(timesOf(...times), part)
        expect(Math.abs(read - exact) / exact).toBeLessThan(PERCENTILE_ERROR)
      }),
      { numRuns: 1000 },
    )
  })

  test('is within 10 ms of the exact one below 10 ms, and between the bounds known above 316 s', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), fraction, (times, part) => {
        expect(Math.abs(percentile(timesOf(...times), part) - exactPercentile(times, part))).toBeLessThan(10)
      }),
    )
    const long = timesOf(400_000, 900_000)
    expect(percentile(long, 0.5)).toBeGreaterThanOrEqual(400_000)
    expect(percentile(long, 1)).toBeLessThanOrEqual(900_000)
  })

  test.each([0.01, 0.5, 1])('of times that are all the same is that time: %d', (part) => {
    expect(percentile(timesOf(1234, 1234, 1234), part)).toBeCloseTo(1234)
  })

  test('never falls as the part rises', () => {
    fc.assert(
      fc.property(fc.array(milliseconds, { minLength: 1 }), fraction, fraction, (times, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const all = timesOf(...times)
        expect(percentile(all, low)).toBeLessThanOrEqual(percentile(all, high))
      }),
    )
  })
})
