import * as v from 'valibot'

import type { MonthReport } from '../../app/history/views/report/month-report.ts'
import type { ReportFigures } from '../../app/history/views/report/reported.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { figures, share } from './availability.ts'
import { count, instant, millis, optional, text } from './fields.ts'
import { incidentView } from './incident.ts'

const reportFigures = v.object({
  runs: v.pipe(count, v.description('Conclusive scheduled runs outside of maintenance.')),
  ok: count,
  downMs: v.pipe(millis, v.description('How long incidents stood open in it.')),
  incidents: v.pipe(count, v.description('Those that were opened in it.')),
  availability: optional(share),
  availabilityText: v.pipe(v.string(), v.description('As `99.93 %`, rounded down.')),
  p50Ms: optional(millis),
  p95Ms: optional(millis),
}) satisfies v.GenericSchema<Answered<ReportFigures>>

const goalVerdict = v.object({
  kept: v.boolean(),
  spareRuns: v.pipe(
    v.number(),
    v.integer(),
    v.description('How many more runs could have failed; below 0: how many too many did.'),
  ),
})

const months = {
  figures: optional(reportFigures),
  before: optional(v.pipe(reportFigures, v.description('The month before.'))),
  goal: optional(goalVerdict),
}

export const monthReport = v.object({
  month: text,
  zone: text,
  from: instant,
  to: v.pipe(instant, v.description('The end of the month; while it goes on, now.')),
  countedBy: v.pipe(
    v.picklist(['days', 'summaries']),
    v.description(
      '`days`: in the zone of reports, up to now. `summaries`, of more than 50 monitors: in UTC, up to the last ' +
        'night, without percentiles, locations, hours and what was left out.',
    ),
  ),
  tag: optional(text),
  goal: optional(v.pipe(v.number(), v.description('From 0 to 1.'))),
  sentence: text,
  total: reportFigures,
  before: months.before,
  verdict: optional(goalVerdict),
  monitors: v.array(v.object({ monitorId: text, name: text, ...months })),
  tags: v.array(text),
  incidents: v.array(incidentView),
  moreIncidents: optional(v.pipe(v.literal(true), v.description('There are more than 500.'))),
  locations: optional(v.array(v.object({ location: text, figures }))),
  hours: optional(v.array(v.object({ hour: v.pipe(count, v.maxValue(23)), figures }))),
  leftOut: optional(v.object({ maintenance: count, inconclusive: count, untried: count })),
}) satisfies v.GenericSchema<Answered<MonthReport>>
