import * as v from 'valibot'

import type { DayItem } from '../../../core/history/day.ts'
import type { PhaseTimes } from '../../../core/history/phase-times.ts'
import type { RoundTripTimes } from '../../../core/history/round-trip-times.ts'
import { type StatusCounts, type Tally, countOf } from '../../../core/history/tally.ts'
import type { Warning } from '../../../core/run/run.ts'
import { growing } from '../../growing-words.ts'
import { type FieldsOf, reason } from './run-shapes.ts'
import type { Item } from '../access/table-access.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** By status: one that is not known here is counted as well. */
const statusCounts: v.GenericSchema<unknown, StatusCounts> = v.record(
  v.pipe(v.string(), v.regex(/^\d{1,3}$/)),
  count,
)

const BUCKETS = '\\d+(:\\d+)?( \\d+(:\\d+)?)*'

/** Minimum, maximum and sum, then the buckets; as a map in items of before. */
const roundTripTimes: v.GenericSchema<unknown, RoundTripTimes> = v.union([
  v.pipe(v.string(), v.regex(new RegExp(`^\\d+ \\d+ \\d+ ${BUCKETS}$`)), v.transform(unpackTimes)),
  v.object({
    min: v.number(),
    max: v.number(),
    sum: v.number(),
    buckets: v.pipe(v.string(), v.regex(new RegExp(`^${BUCKETS}$`)), v.transform(unpackBuckets)),
  } satisfies FieldsOf<RoundTripTimes>),
])

/** Count, sum and maximum. */
const phaseTimes: v.GenericSchema<unknown, PhaseTimes> = v.pipe(
  v.string(),
  v.regex(/^\d+ \d+ \d+$/),
  v.transform((packed): PhaseTimes => {
    const [times = 0, sumMs = 0, maxMs = 0] = packed.split(' ').map(Number)
    return { count: times, sumMs, maxMs }
  }),
)

const tally: v.GenericSchema<unknown, Tally> = v.object({
  runs: v.optional(statusCounts, {}),
  rechecks: v.optional(statusCounts, {}),
  maintenance: v.optional(count, 0),
  lost: v.optional(count, 0),
  late: v.optional(count, 0),
  slow: v.exactOptional(count),
  untried: v.exactOptional(count),
  reasons: v.exactOptional(v.record(reason, count)),
  warnings: v.exactOptional(v.record(growing<Warning>(), count)),
  roundTripMs: v.exactOptional(roundTripTimes),
} satisfies FieldsOf<Tally>)

const HOUR = /^(\d|1\d|2[0-3])$/

export const dayItem: v.GenericSchema<unknown, DayItem> = v.object({
  monitorId: v.string(),
  day: v.string(),
  version: v.optional(count, 0),
  locations: v.record(v.string(), v.record(v.pipe(v.string(), v.regex(HOUR)), tally)),
  phases: v.optional(v.record(v.string(), v.record(v.string(), phaseTimes)), {}),
} satisfies FieldsOf<DayItem>)

/**
 * The day as `dayItem` reads it, without what stands in its key; what is empty or 0 is left out, which is
 * most of it.
 */
export function storedDay({ version, locations, phases }: DayItem): Item & { version: number } {
  const packed = ({ count: times, sumMs, maxMs }: PhaseTimes) => [times, sumMs, maxMs].join(' ')
  return {
    version,
    locations: mapValues(locations, (hours) => mapValues(hours, storedTally)),
    ...(Object.keys(phases).length > 0 && { phases: mapValues(phases, (times) => mapValues(times, packed)) }),
  }
}

/** What a tally leaves out where there is none of it is left out here as well. */
function storedTally({ runs, rechecks, maintenance, lost, late, roundTripMs, ...others }: Tally): Item {
  return {
    ...others,
    ...(countOf(runs) > 0 && { runs }),
    ...(countOf(rechecks) > 0 && { rechecks }),
    ...(maintenance > 0 && { maintenance }),
    ...(lost > 0 && { lost }),
    ...(late > 0 && { late }),
    ...(roundTripMs && { roundTripMs: packTimes(roundTripMs) }),
  }
}

/**
 * As `1510 6003 20010 23:2 24 25:3`: each bucket with its count, a count of 1 left out. As maps these would be
 * the larger part of the item.
 */
function packTimes({ min, max, sum, buckets }: RoundTripTimes): string {
  const counts = Object.entries(buckets).map(([bucket, times]) =>
    times === 1 ? bucket : `${bucket}:${String(times)}`,
  )
  return [min, max, sum, ...counts].join(' ')
}

function unpackTimes(packed: string): RoundTripTimes {
  const [min = '', max = '', sum = '', ...buckets] = packed.split(' ')
  return { min: Number(min), max: Number(max), sum: Number(sum), buckets: unpackBuckets(buckets.join(' ')) }
}

function unpackBuckets(packed: string): Record<number, number> {
  const pairs = packed.split(' ').map((pair) => pair.split(':'))
  return Object.fromEntries(pairs.map(([bucket = '', times = '1']) => [bucket, Number(times)]))
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
