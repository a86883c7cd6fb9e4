import * as v from 'valibot'

import { topic } from '../../answers/topic.ts'
import { ok, route } from '../../route.ts'

export const listTopics = route({
  method: 'get',
  path: '/topics',
  operationId: 'listTopics',
  tag: 'alerts',
  summary: 'The topics that alerts are sent to, and their subscriptions',
  description: 'As far as they are known here.',
  needs: 'view',
  answers: { 200: { description: 'Every topic.', schema: v.object({ items: v.array(topic) }) } },
  handle: async (_request, home) => ok({ items: (await home.topics?.()) ?? [] }),
})
