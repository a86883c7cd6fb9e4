import * as v from 'valibot'

import type { Overview } from '../../app/history/views/overview.ts'
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
  counts,
  groups: v.array(sharedCause),
  monitors: v.array(monitorNow),
}) satisfies v.GenericSchema<Answered<Overview>>
