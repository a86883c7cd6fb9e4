import * as v from 'valibot'

import { monitorOfRow } from '../../../app/history/views/monitor.ts'
import { writtenRow } from '../../../app/history/views/lists/written-monitors.ts'
import { monitorView } from '../../answers/monitor.ts'
import { etagOf } from '../../etag.ts'
import { monitorIdField, zoneField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'
import { rowOf } from './row-of.ts'

export const getMonitor = route({
  method: 'get',
  path: '/monitors/{monitorId}',
  operationId: 'getMonitor',
  tag: 'monitors',
  summary: 'One monitor: its definition, how it is now, and a sentence on it',
  needs: 'view',
  params: { monitorId: monitorIdField },
  query: { zone: v.optional(zoneField) },
  answers: {
    200: {
      description: 'The monitor.',
      schema: monitorView,
      headers: { ETag: 'Of the definition, for `If-Match`; runs do not change it.' },
    },
  },
  problems: ['not-found'],
  async handle({ params: { monitorId }, query }, home) {
    const row = await rowOf(monitorId, home)
    const view = await monitorOfRow(row, home.ports, query)
    return ok({ ...view, ...writtenRow(row) }, { etag: etagOf(row) })
  },
})
