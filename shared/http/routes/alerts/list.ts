import * as v from 'valibot'

import { alertsTold } from '../../../app/history/views/alerts-told.ts'
import { listedAlert } from '../../answers/alert.ts'
import { pageSchema } from '../../answers/fields.ts'
import { monitorIdField } from '../../request/fields.ts'
import { DEFAULT_ITEMS, cursorProblem, pageQuery } from '../../request/page.ts'
import { spanOf, spanQuery } from '../../request/span.ts'
import { ok, route } from '../../route.ts'
import { rowOf } from '../monitors/row-of.ts'

const DEFAULT_DAYS = 7

export const listAlerts = route({
  method: 'get',
  path: '/alerts',
  operationId: 'listAlerts',
  tag: 'alerts',
  summary: 'Alerts that were sent, newest first',
  description: 'Without `from`, those of the 7 days before `to`.',
  needs: 'view',
  query: { monitor: v.optional(monitorIdField), ...spanQuery, ...pageQuery },
  answers: { 200: { description: 'Some alerts.', schema: pageSchema(listedAlert) } },
  problems: ['not-found'],
  async handle({ query }, home) {
    const { monitor, limit = DEFAULT_ITEMS, cursor } = query
    const { from, to } = spanOf(query, home.ports.clock.now() + 1, DEFAULT_DAYS)
    const question = {
      ...{ from, before: to, limit },
      ...(monitor !== undefined && { monitorId: monitor }),
      ...(cursor !== undefined && { cursor }),
    }
    const { alerts: items, ...next } = await alertsTold(question, home.ports).catch(cursorProblem)
    if (monitor !== undefined && items.length === 0) await rowOf(monitor, home)
    return ok({ items, ...next })
  },
})
