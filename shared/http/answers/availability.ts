import * as v from 'valibot'

import type { Availability } from '../../app/history/views/availability.ts'
import type { Figures } from '../../core/history/views/figures.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { byName, count, instant, millis, optional, reason, text } from './fields.ts'

export const share = v.pipe(
  v.number(),
  v.description('OK ÷ runs, from 0 to 1; absent where there were none.'),
)

export const figures = v.object({
  runs: v.pipe(count, v.description('Conclusive scheduled runs outside of maintenance.')),
  ok: count,
  failed: count,
  availability: optional(share),
  availabilityText: v.pipe(v.string(), v.description('As `99.93 %`, rounded down.')),
  statuses: v.pipe(byName(count), v.description('All runs by status.')),
  reasons: v.pipe(byName(count), v.description('Failed and inconclusive runs by reason.')),
  slow: count,
  late: count,
  lost: count,
  maintenance: count,
  inconclusive: count,
  untried: count,
  p50Ms: optional(millis),
  p95Ms: optional(millis),
}) satisfies v.GenericSchema<Answered<Figures>>

export const availability = v.object({
  monitorId: text,
  from: instant,
  to: instant,
  by: v.picklist(['hour', 'day', 'month', 'reason', 'location']),
  zone: text,
  total: figures,
  rows: v.array(v.object({ name: text, from: instant, to: instant, figures })),
  locations: byName(figures),
  reasons: v.array(v.object({ reason, words: text, runs: count })),
}) satisfies v.GenericSchema<Answered<Availability>>
