import * as v from 'valibot'

import type { DayItem } from '../../../core/history/day.ts'
import type { RoundTripTimes } from '../../../core/history/round-trip-times.ts'
import { STATUS_NAMES, type Status } from '../../../core/run/statuses.ts'
import { type StatusCounts, type Tally, countOf } from '../../../core/history/tally.ts'
import type { FieldsOf } from './run-shapes.ts'
import type { Item } from '../access/table-access.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Strict: a status that is not known here cannot be left out of a count. */
const statusCounts: v.GenericSchema<unknown, StatusCounts> = v.strictObject(
  Object.fromEntries(Object.keys(STATUS_NAMES).map((status) => [status, v.exactOptional(count)])) as Record<
    Status,
    v.ExactOptionalSchema<typeof count, undefined>
  >,
)

const BUCKETS = /^\d+(:\d+)?( \d+(:\d+)?)*$/

const roundTripTimes: v.GenericSchema<unknown, RoundTripTimes> = v.object({
  min: v.number(),
  max: v.number(),
  sum: v.number(),
  buckets: v.pipe(v.string(), v.regex(BUCKETS), v.transform(unpackBuckets)),
} satisfies FieldsOf<RoundTripTimes>)

const tally: v.GenericSchema<unknown, Tally> = v.object({
  runs: v.optional(statusCounts, {}),
  rechecks: v.optional(statusCounts, {}),
  maintenance: v.optional(count, 0),
  lost: v.optional(count, 0),
  late: v.optional(count, 0),
  slow: v.exactOptional(count),
  untried: v.exactOptional(count),
  roundTripMs: v.exactOptional(roundTripTimes),
} satisfies FieldsOf<Tally>)

const HOUR = /^(\d|1\d|2[0-3])$/

export const dayItem: v.GenericSchema<unknown, DayItem> = v.object({
  monitorId: v.string(),
  day: v.string(),
  locations: v.record(v.string(), v.record(v.pipe(v.string(), v.regex(HOUR)), tally)),
} satisfies FieldsOf<DayItem>)

/**
 * The day as `dayItem` reads it, without what stands in its key; what is empty or 0 is left out, which is
 * most of it.
 */
export function storedDay({ locations }: DayItem): Item {
  return { locations: mapValues(locations, (hours) => mapValues(hours, storedTally)) }
}

function storedTally({ runs, rechecks, maintenance, lost, late, slow, untried, roundTripMs }: Tally): Item {
  return {
    ...(countOf(runs) > 0 && { runs }),
    ...(countOf(rechecks) > 0 && { rechecks }),
    ...(maintenance > 0 && { maintenance }),
    ...(lost > 0 && { lost }),
    ...(late > 0 && { late }),
    ...(slow && { slow }),
    ...(untried && { untried }),
    ...(roundTripMs && { roundTripMs: { ...roundTripMs, buckets: packBuckets(roundTripMs.buckets) } }),
  }
}

/**
 * As `23:2 24 25:3`: bucket and count, a count of 1 left out. As a map it would be the larger part of the
 * item.
 */
function packBuckets(buckets: RoundTripTimes['buckets']): string {
  return Object.entries(buckets)
    .map(([bucket, times]) => (times === 1 ? bucket : `${bucket}:${String(times)}`))
    .join(' ')
}

function unpackBuckets(packed: string): Record<number, number> {
  const pairs = packed.split(' ').map((pair) => pair.split(':'))
  return Object.fromEntries(pairs.map(([bucket = '', times = '1']) => [bucket, Number(times)]))
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
