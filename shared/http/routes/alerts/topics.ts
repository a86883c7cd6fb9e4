import * as v from 'valibot'

import type { Topic } from '../../../app/ports/topics.ts'
import { optional, text } from '../../answers/fields.ts'
import { ok, route } from '../../route.ts'

const topic = v.object({
  name: text,
  subscriptions: optional(
    v.pipe(
      v.array(v.object({ protocol: text, endpoint: text, confirmed: v.boolean() })),
      v.description('Absent: it cannot be told from here.'),
    ),
  ),
}) satisfies v.GenericSchema<Topic>

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
