import * as v from 'valibot'

import type { IncidentView } from '../../app/history/views/incidents.ts'
import type { IncidentStory } from '../../app/history/views/story/incident-story.ts'
import { STORY_KINDS } from '../../app/history/views/story/story-events.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { count, growing, instant, millis, optional, pageSchema, reason, text } from './fields.ts'

const told = v.object({ topic: text, alerts: count, lastAt: instant, repeatAt: optional(instant) })

export const incidentView = v.object({
  incidentId: text,
  monitorId: text,
  name: text,
  openedAt: instant,
  failingSince: instant,
  resolvedAt: optional(instant),
  removed: optional(v.literal(true)),
  flapping: optional(v.literal(true)),
  acknowledged: optional(v.object({ at: instant, note: optional(text) })),
  failedRuns: count,
  locations: v.array(text),
  lengthMs: millis,
  open: v.boolean(),
  reasons: v.array(v.object({ reason, words: text })),
  told: v.array(told),
  openingRun: text,
  lateArrivals: v.array(
    v.object({
      runId: text,
      delayMs: millis,
      junked: optional(v.literal(true)),
      unproved: optional(v.literal(true)),
    }),
  ),
}) satisfies v.GenericSchema<Answered<IncidentView>>

export const incidentStory = v.object({
  ...incidentView.entries,
  at: instant,
  sentence: text,
  story: v.array(
    v.object({
      at: instant,
      kind: growing(STORY_KINDS, 'What happened.'),
      words: text,
      run: optional(text),
      topic: optional(text),
    }),
  ),
}) satisfies v.GenericSchema<Answered<IncidentStory>>

export const incidentsPage = v.object({
  at: instant,
  from: optional(v.pipe(instant, v.description('Where a month is asked for, its beginning and its end.'))),
  to: optional(instant),
  ...pageSchema(incidentView).entries,
})
