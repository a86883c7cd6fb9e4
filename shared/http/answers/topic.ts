import * as v from 'valibot'

import type { Topic } from '../../app/ports/topics.ts'
import { optional, text } from './fields.ts'

const subscription = v.object({
  protocol: text,
  endpoint: v.pipe(text, v.description('An address, a number, an ARN, or of a URL the host alone.')),
  confirmed: v.pipe(
    v.boolean(),
    v.description('False: it was asked whether it wants to hear, and has not answered.'),
  ),
  notSent: optional(v.pipe(text, v.description('Why nothing is sent to it from here; absent: it is.'))),
})

export const topic = v.object({
  name: text,
  subscriptions: optional(
    v.pipe(v.array(subscription), v.description('Absent: it cannot be told from here.')),
  ),
}) satisfies v.GenericSchema<Topic>
