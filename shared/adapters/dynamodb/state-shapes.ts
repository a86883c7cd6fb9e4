import * as v from 'valibot'

import type { Incident, MonitorState, OwedAlert, SentAlert, Transition } from '../../core/state.ts'
import { oneOf, reason, runResult, type FieldsOf } from './run-shapes.ts'

const TRANSITIONS = { opened: true, resolved: true, inconclusive: true } satisfies Record<Transition, true>

export const incident: v.GenericSchema<unknown, Incident> = v.object({
  incidentId: v.string(),
  monitorId: v.string(),
  openedAt: v.number(),
  resolvedAt: v.exactOptional(v.number()),
  openingRunId: v.string(),
  failedRuns: v.number(),
  locations: v.array(v.string()),
  reasons: v.array(reason),
  toldTopics: v.array(v.string()),
  revision: v.number(),
} satisfies FieldsOf<Incident>)

const owedAlert: v.GenericSchema<unknown, OwedAlert> = v.object({
  alertId: v.string(),
  transition: oneOf(TRANSITIONS),
  topic: v.string(),
  createdAt: v.number(),
  run: runResult,
  incident: v.exactOptional(incident),
  claimedUntil: v.exactOptional(v.number()),
  claimedBy: v.exactOptional(v.string()),
} satisfies FieldsOf<OwedAlert>)

const sentAlert: v.GenericSchema<unknown, SentAlert> = v.object({
  alertId: v.string(),
  transition: oneOf(TRANSITIONS),
  sentAt: v.number(),
} satisfies FieldsOf<SentAlert>)

export const monitorState: v.GenericSchema<unknown, MonitorState> = v.object({
  monitorId: v.string(),
  version: v.number(),
  judged: v.record(v.string(), v.string()),
  lastVerdicts: v.record(v.string(), v.object({ status: v.number(), at: v.number() })),
  incident: v.exactOptional(incident),
  unstoredIncidents: v.array(incident),
  inconclusive: v.record(reason, v.object({ runs: v.number(), told: v.boolean() })),
  owed: v.array(owedAlert),
  sent: v.array(sentAlert),
  recentRoundTripMs: v.array(v.number()),
} satisfies FieldsOf<MonitorState>)
