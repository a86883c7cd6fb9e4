import * as v from 'valibot'

import type { RoundTrips } from '../../app/history/views/charts/round-trips.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { byName, count, instant, millis, optional, reason, status, text } from './fields.ts'
import { outcome } from './run.ts'

const place = { runId: text, at: instant, location: text }

const column = v.object({
  from: instant,
  to: instant,
  runs: count,
  failed: count,
  roundTripMs: optional(
    v.object({
      count,
      min: millis,
      max: millis,
      p50: millis,
      p95: millis,
      buckets: v.pipe(byName(count), v.description('Round trips by the number of their bucket.')),
    }),
  ),
  phases: optional(byName(v.object({ count, sumMs: millis, maxMs: millis }))),
})

const always = {
  monitorId: text,
  from: instant,
  to: instant,
  failures: v.array(
    v.object({ ...place, outcome, status, reason: optional(reason), lateByMs: optional(millis) }),
  ),
  moreFailures: optional(v.literal(true)),
}

export const roundTrips = v.variant('kind', [
  v.object({
    kind: v.literal('runs'),
    ...always,
    points: v.array(v.object({ ...place, roundTripMs: millis, phases: optional(byName(millis)) })),
  }),
  v.object({
    kind: v.literal('columns'),
    ...always,
    by: v.picklist(['hour', 'day']),
    zone: text,
    bounds: v.pipe(
      v.array(millis),
      v.description(
        'Bucket 0 lies below the first, bucket i below `bounds[i]`, the last one above them all.',
      ),
    ),
    columns: v.array(column),
  }),
]) satisfies v.GenericSchema<Answered<RoundTrips>>
