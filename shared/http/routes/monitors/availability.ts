import * as v from 'valibot'

import { availability as availabilityOf } from '../../../app/history/views/availability.ts'
import { availability } from '../../answers/availability.ts'
import { monitorIdField, oneOfField, zoneField } from '../../request/fields.ts'
import { spanOf, spanQuery } from '../../request/span.ts'
import { ok, route } from '../../route.ts'
import { rowOf } from './row-of.ts'

const DEFAULT_DAYS = 30
/** Hours of 400 days are more than an answer may hold. */
const MOST_DAYS_OF_HOURS = 92

export const getAvailability = route({
  method: 'get',
  path: '/monitors/{monitorId}/availability',
  operationId: 'getAvailability',
  tag: 'reports',
  summary: 'What part of the runs were OK, by hour, day or month, by location and by reason',
  description: `Without \`from\`, of the 30 days before \`to\`; 400 days at most, by hour ${MOST_DAYS_OF_HOURS}.`,
  needs: 'view',
  params: { monitorId: monitorIdField },
  query: {
    ...spanQuery,
    by: v.optional(
      oneOfField('What rows are; default `day`.', ['hour', 'day', 'month', 'reason', 'location']),
    ),
    zone: v.optional(zoneField),
  },
  answers: { 200: { description: 'Figures of the whole span, and rows.', schema: availability } },
  problems: ['not-found'],
  async handle({ params: { monitorId }, query }, home) {
    const { by = 'day', zone = 'UTC' } = query
    const mostDays = by === 'hour' ? MOST_DAYS_OF_HOURS : undefined
    const span = spanOf(query, home.ports.clock.now(), DEFAULT_DAYS, mostDays)
    const question = { ...span, by, zone }
    const answer = await availabilityOf(monitorId, question, home.ports)
    if (answer.total.runs === 0) await rowOf(monitorId, home)
    return ok(answer)
  },
})
