import * as v from 'valibot'

import type { Overview } from '../../app/history/views/overview.ts'
import { HEALTHS } from '../../core/history/views/health.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { count, instant, optional, reason, text } from './fields.ts'
import { monitorNow } from './monitor.ts'

const sharedCause = v.object({
  monitorIds: v.array(text),
  server: optional(text),
  reason: optional(reason),
  since: optional(instant),
  location: optional(text),
  tag: optional(text),
  words: text,
})

const clause = v.object({
  words: text,
  about: optional(v.picklist([...HEALTHS, 'attention'])),
  group: optional(count),
  monitorId: optional(text),
})

const counts = v.object({
  down: count,
  slow: count,
  unknown: count,
  maintenance: count,
  paused: count,
  up: count,
  attention: count,
})

export const overview = v.object({
  at: instant,
  sentence: text,
  clauses: v.pipe(
    v.array(clause),
    v.description('The sentences of `sentence`, and which monitors each is about.'),
  ),
  counts,
  groups: v.array(sharedCause),
  monitors: v.array(monitorNow),
}) satisfies v.GenericSchema<Answered<Overview>>
