import * as v from 'valibot'

import type { MonthReport } from '../../app/history/views/lists/month-report.ts'
import type { MonthFigures } from '../../app/history/views/months-of-all.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { share } from './availability.ts'
import { count, millis, optional, text } from './fields.ts'

const monthFigures = v.object({
  runs: v.pipe(count, v.description('Conclusive scheduled runs outside of maintenance.')),
  ok: count,
  downMs: v.pipe(millis, v.description('How long incidents stood open in it.')),
  incidents: v.pipe(count, v.description('Those that were opened in it.')),
  availability: optional(share),
  availabilityText: text,
}) satisfies v.GenericSchema<Answered<MonthFigures>>

const goalVerdict = v.object({
  kept: v.boolean(),
  spareRuns: v.pipe(
    v.number(),
    v.integer(),
    v.description('How many more runs could have failed; below 0: how many too many did.'),
  ),
})

const months = {
  figures: optional(monthFigures),
  before: optional(v.pipe(monthFigures, v.description('The month before.'))),
  goal: optional(goalVerdict),
}

export const monthReport = v.object({
  month: text,
  zone: v.literal('UTC'),
  tag: optional(text),
  goal: optional(v.pipe(v.number(), v.description('From 0 to 1.'))),
  sentence: text,
  total: monthFigures,
  before: months.before,
  verdict: optional(goalVerdict),
  monitors: v.array(v.object({ monitorId: text, name: text, lastDay: optional(text), ...months })),
}) satisfies v.GenericSchema<Answered<MonthReport>>
