import { writtenMonitors } from '../../../app/history/views/lists/written-monitors.ts'
import { pageSchema } from '../../answers/fields.ts'
import { writtenMonitor } from '../../answers/monitor.ts'
import { DEFAULT_ITEMS, pageQuery } from '../../request/page.ts'
import { ok, route } from '../../route.ts'

export const listMonitors = route({
  method: 'get',
  path: '/monitors',
  operationId: 'listMonitors',
  tag: 'monitors',
  summary: 'Every monitor: its definition, and how it is now',
  description: 'By their ids. What in a definition may be a password is not shown.',
  needs: 'view',
  query: pageQuery,
  answers: { 200: { description: 'Some monitors.', schema: pageSchema(writtenMonitor) } },
  handle: async ({ query: { limit = DEFAULT_ITEMS, cursor } }, { ports }) =>
    ok(await writtenMonitors({ limit, ...(cursor !== undefined && { after: cursor }) }, ports)),
})
