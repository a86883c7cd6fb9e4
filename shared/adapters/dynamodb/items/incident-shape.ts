import * as v from 'valibot'

import { DEFAULT_POLICY, policyKey } from '../../../core/definition/policies.ts'
import type { Acknowledgement, Incident, LateStory, Told } from '../../../core/judging/state.ts'
import { type FieldsOf, reason } from './run-shapes.ts'

const told: v.GenericSchema<unknown, Told> = v.object({
  topic: v.string(),
  alerts: v.number(),
  lastAt: v.number(),
  repeatAt: v.exactOptional(v.number()),
} satisfies FieldsOf<Told>)

const acknowledgement: v.GenericSchema<unknown, Acknowledgement> = v.object({
  at: v.number(),
  note: v.exactOptional(v.string()),
} satisfies FieldsOf<Acknowledgement>)

/** The fields of a `LateStory`. */
export const lateStory = {
  runId: v.string(),
  delayMs: v.number(),
  junked: v.exactOptional(v.literal(true)),
  unproved: v.exactOptional(v.literal(true)),
} satisfies FieldsOf<LateStory>

const shape: v.GenericSchema<unknown, Incident> = v.object({
  incidentId: v.string(),
  monitorId: v.string(),
  openedAt: v.number(),
  failingSince: v.number(),
  resolvedAt: v.exactOptional(v.number()),
  removed: v.exactOptional(v.literal(true)),
  acknowledged: v.exactOptional(acknowledgement),
  flapping: v.exactOptional(v.literal(true)),
  openingRunId: v.string(),
  failedRuns: v.number(),
  locations: v.array(v.string()),
  reasons: v.array(reason),
  toldTopics: v.array(v.string()),
  told: v.record(v.string(), told),
  lateArrivals: v.array(v.object(lateStory)),
  revision: v.number(),
} satisfies FieldsOf<Incident>)

/** Before there were policies to choose from, the default one told all there was to tell, once. */
export const incident: v.GenericSchema<unknown, Incident> = v.pipe(
  v.looseObject({}),
  v.transform((item): unknown => {
    if ('told' in item) return item
    const { openedAt: lastAt, toldTopics: topics } = item
    const once = (topic: unknown) => [policyKey(DEFAULT_POLICY), { topic, alerts: 1, lastAt }]
    const tellings = Array.isArray(topics) ? topics.map(once) : []
    return { ...item, failingSince: lastAt, told: Object.fromEntries(tellings) as unknown, lateArrivals: [] }
  }),
  shape,
)
