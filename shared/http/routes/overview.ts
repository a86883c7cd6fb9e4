import * as v from 'valibot'

import { overview as overviewOf } from '../../app/history/views/overview.ts'
import { overview } from '../answers/overview.ts'
import { zoneField } from '../request/fields.ts'
import { ok, route } from '../route.ts'

export const getOverview = route({
  method: 'get',
  path: '/overview',
  operationId: 'getOverview',
  tag: 'monitors',
  summary: 'Every monitor now, and one sentence for all of them',
  needs: 'view',
  query: { zone: v.optional(zoneField) },
  answers: { 200: { description: 'Every monitor, failing ones first.', schema: overview } },
  handle: async ({ query: { zone } }, { ports }) =>
    ok(await overviewOf(ports, zone === undefined ? {} : { zone })),
})
