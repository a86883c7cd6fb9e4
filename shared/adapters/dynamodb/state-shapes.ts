import * as v from 'valibot'

import type { Problem } from '../../core/monitor.ts'
import type {
  Incident,
  Misconfiguration,
  MonitorAlert,
  MonitorState,
  MonitorTransition,
  OwedAlert,
  RunAlert,
  RunTransition,
  SentAlert,
} from '../../core/state.ts'
import { oneOf, reason, runResult, type FieldsOf } from './run-shapes.ts'

const OF_RUNS = { opened: true, resolved: true, inconclusive: true } satisfies Record<RunTransition, true>
const OF_MONITORS = { misconfigured: true, silent: true, heard: true } satisfies Record<
  MonitorTransition,
  true
>

const problems = v.array(v.object({ path: v.string(), message: v.string() } satisfies FieldsOf<Problem>))

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

const owed = {
  alertId: v.string(),
  topic: v.string(),
  createdAt: v.number(),
  claimedUntil: v.exactOptional(v.number()),
  claimedBy: v.exactOptional(v.string()),
}

const runAlert: v.GenericSchema<unknown, RunAlert> = v.object({
  ...owed,
  transition: oneOf(OF_RUNS),
  run: runResult,
  incident: v.exactOptional(incident),
} satisfies FieldsOf<RunAlert>)

const monitorAlert: v.GenericSchema<unknown, MonitorAlert> = v.object({
  ...owed,
  transition: oneOf(OF_MONITORS),
  monitorId: v.string(),
  location: v.exactOptional(v.string()),
  since: v.number(),
  problems: v.exactOptional(problems),
} satisfies FieldsOf<MonitorAlert>)

const owedAlert: v.GenericSchema<unknown, OwedAlert> = v.union([runAlert, monitorAlert])

const misconfiguration: v.GenericSchema<unknown, Misconfiguration> = v.object({
  since: v.number(),
  problems,
} satisfies FieldsOf<Misconfiguration>)

/** Absent in states that were stored before there was a watch for silence. */
const instantsByLocation = v.optional(v.record(v.string(), v.number()), {})

const sentAlert: v.GenericSchema<unknown, SentAlert> = v.object({
  alertId: v.string(),
  transition: oneOf({ ...OF_RUNS, ...OF_MONITORS }),
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
  misconfigured: v.exactOptional(misconfiguration),
  expected: instantsByLocation,
  silent: instantsByLocation,
  owed: v.array(owedAlert),
  sent: v.array(sentAlert),
  recentRoundTripMs: v.array(v.number()),
} satisfies FieldsOf<MonitorState>)
