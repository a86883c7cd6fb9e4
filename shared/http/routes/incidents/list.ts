import * as v from 'valibot'

import { type IncidentsQuestion, incidents as incidentsOf } from '../../../app/history/views/incidents.ts'
import { monthAt, monthSpan } from '../../../core/history/views/zone-spans.ts'
import { type EpochMs, isoInstant } from '../../../core/time/units.ts'
import { incidentsPage } from '../../answers/incident.ts'
import { monitorIdField, monthField, oneOfField, zoneField } from '../../request/fields.ts'
import { pageOf, pageQuery } from '../../request/page.ts'
import { ok, route } from '../../route.ts'
import { rowOf } from '../monitors/row-of.ts'

export const listIncidents = route({
  method: 'get',
  path: '/incidents',
  operationId: 'listIncidents',
  tag: 'incidents',
  summary: 'Times in which monitors were down: those open first, then the newest',
  description:
    'Those that were open at any time in `month`; without it, of `monitor` those of the last year, and of all ' +
    'monitors those of this month.',
  needs: 'view',
  query: {
    month: v.optional(monthField),
    monitor: v.optional(monitorIdField),
    state: v.optional(oneOfField('Those that are open now, or over.', ['open', 'over'])),
    zone: v.optional(zoneField),
    ...pageQuery,
  },
  answers: {
    200: {
      description: 'Some incidents.',
      schema: incidentsPage,
    },
  },
  problems: ['not-found'],
  async handle({ query }, home) {
    const { monitor, state } = query
    const question = questionOf(query, home.ports.clock.now())
    const { at, incidents } = await incidentsOf(question, home.ports)
    if (monitor !== undefined && incidents.length === 0) await rowOf(monitor, home)
    const asked = incidents.filter(({ open }) => state === undefined || open === (state === 'open'))
    const page = pageOf(asked, ({ monitorId, openedAt }) => `${monitorId}/${isoInstant(openedAt)}`, query)
    const month = 'from' in question ? { from: question.from, to: question.to } : {}
    return ok({ at, ...month, ...page })
  },
})

interface Query {
  month?: string
  monitor?: string
  state?: 'open' | 'over'
  zone?: string
}

function questionOf({ month, monitor, state, zone = 'UTC' }: Query, now: EpochMs): IncidentsQuestion {
  const of = monitor === undefined ? {} : { monitorId: monitor }
  if (month !== undefined) return { ...monthSpan(month, zone), ...of }
  if (monitor !== undefined) return { monitorId: monitor }
  return state === 'open' ? { open: true } : monthSpan(monthAt(now, zone), zone)
}
