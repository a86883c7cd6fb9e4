import * as v from 'valibot'

import { MOST_POINTS, roundTrips as roundTripsOf } from '../../../app/history/views/charts/round-trips.ts'
import { MAILBOX_PHASES, SENDING_PHASES } from '../../../core/time/phases.ts'
import { roundTrips } from '../../answers/round-trips.ts'
import { countField, listField, monitorIdField, textField, zoneField } from '../../request/fields.ts'
import { spanOf, spanQuery } from '../../request/span.ts'
import { ok, route } from '../../route.ts'
import { rowOf } from './row-of.ts'

const DEFAULT_DAYS = 1

const PHASES = [
  ...SENDING_PHASES.map((phase) => `smtp.${phase}`),
  'transit',
  ...MAILBOX_PHASES.map((phase) => `mailbox.${phase}`),
]

export const getRoundTrips = route({
  method: 'get',
  path: '/monitors/{monitorId}/round-trips',
  operationId: 'getRoundTrips',
  tag: 'reports',
  summary: 'Round-trip times: run by run, or in columns where there are many',
  description:
    'Of scheduled runs outside of maintenance. `kind: runs` has one point for each run, `kind: columns` a ' +
    'histogram for each hour, or day where the span is longer than 31 days. Failures are told one by one in both. ' +
    'Without `from`, of the 24 hours before `to`; 400 days at most.',
  needs: 'view',
  params: { monitorId: monitorIdField },
  query: {
    ...spanQuery,
    points: v.optional(
      countField('More runs than this are told in columns.', { most: MOST_POINTS, byDefault: MOST_POINTS }),
    ),
    phase: v.optional(
      listField('Also what these phases took, parted by commas. Columns are then days in UTC.', PHASES),
    ),
    location: v.optional(textField('Where the runs were made; default everywhere.', 64)),
    zone: v.optional(zoneField),
  },
  answers: { 200: { description: 'Points or columns, and failures.', schema: roundTrips } },
  problems: ['not-found'],
  async handle({ params: { monitorId }, query }, home) {
    const { phase, from: _from, to: _to, ...asked } = query
    const span = spanOf(query, home.ports.clock.now(), DEFAULT_DAYS)
    const answer = await roundTripsOf(
      monitorId,
      { ...asked, ...span, ...(phase && { phases: phase }) },
      home.ports,
    )
    if (answer.kind === 'runs' && answer.points.length + answer.failures.length === 0)
      await rowOf(monitorId, home)
    return ok(answer)
  },
})
