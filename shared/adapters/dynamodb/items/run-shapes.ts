import * as v from 'valibot'

import { MAILBOX_PHASES, SENDING_PHASES } from '../../../core/time/phases.ts'
import type {
  LateArrival,
  LogLine,
  OpenRun,
  Outcome,
  RunResult,
  Seen,
  Stage,
  Trigger,
  Warning,
} from '../../../core/run/run.ts'
import { REASONS, STATUS_NAMES, type Status } from '../../../core/run/statuses.ts'

/** Ties a schema to its type both ways: no field may be missing here, and none may be made up. */
export type FieldsOf<T> = Record<keyof T, v.GenericSchema>

const OUTCOMES = {
  delivered: true,
  failed: true,
  lost: true,
  inconclusive: true,
} satisfies Record<Outcome['kind'], true>
export const TRIGGERS = { schedule: true, 'on-demand': true, recheck: true } satisfies Record<Trigger, true>
const STAGES = { claimed: true, submitting: true, sent: true, parked: true } satisfies Record<Stage, true>
const WARNINGS = {
  'not-deleted': true,
  duplicate: true,
  'certificate-not-verified': true,
  'password-in-clear': true,
  'submit-answer-lost': true,
  'refusal-waited-out': true,
  'mailbox-waited-for': true,
  'leftovers-swept': true,
  'taken-over': true,
  'secret-re-read': true,
  'secret-for-any-host': true,
  'recheck-passed': true,
  'header-removed': true,
  'found-in-junk': true,
  'junk-not-looked-into': true,
  'deleted-came-back': true,
} satisfies Record<Warning, true>

export const WARNING_NAMES = Object.keys(WARNINGS) as Warning[]

/** One of the keys of a closed record. */
export function oneOf<T extends string>(values: Readonly<Record<T, unknown>>): v.GenericSchema<unknown, T> {
  const keys = Object.keys(values) as T[]
  return v.picklist(keys)
}

export const reason = v.picklist(REASONS)

export const status: v.GenericSchema<unknown, Status> = v.custom<Status>(
  (value) => typeof value === 'number' && value in STATUS_NAMES,
  ({ received }) => `Invalid status: got ${received}`,
)

const phaseTimes = v.record(v.picklist([...SENDING_PHASES, ...MAILBOX_PHASES]), v.number())

const lateArrival: v.GenericSchema<unknown, LateArrival> = v.object({
  seenAt: v.number(),
  delayMs: v.number(),
  junked: v.exactOptional(v.literal(true)),
  unproved: v.exactOptional(v.literal(true)),
} satisfies FieldsOf<LateArrival>)

const seen: v.GenericSchema<unknown, Seen> = v.object({
  at: v.number(),
  roundTripMs: v.exactOptional(v.number()),
  resolutionMs: v.exactOptional(v.number()),
  transitMs: v.exactOptional(v.number()),
  junkMarks: v.exactOptional(v.string()),
} satisfies FieldsOf<Seen>)

export const runResult: v.GenericSchema<unknown, RunResult> = v.object({
  monitorId: v.string(),
  runId: v.string(),
  location: v.string(),
  trigger: oneOf(TRIGGERS),
  scheduledAt: v.number(),
  startedAt: v.number(),
  finishedAt: v.number(),
  status,
  outcome: oneOf(OUTCOMES),
  reason: v.exactOptional(reason),
  phase: v.exactOptional(v.string()),
  detail: v.exactOptional(v.string()),
  tried: v.exactOptional(v.literal(false)),
  refusedAt: v.exactOptional(v.number()),
  warnings: v.array(oneOf(WARNINGS)),
  phases: v.object({ smtp: phaseTimes, transit: v.exactOptional(v.number()), mailbox: phaseTimes }),
  roundTripMs: v.exactOptional(v.number()),
  resolutionMs: v.exactOptional(v.number()),
  waitedOutMs: v.exactOptional(v.number()),
  sweptMessages: v.exactOptional(v.number()),
  tokenHash: v.exactOptional(v.string()),
  lateArrival: v.exactOptional(lateArrival),
  slow: v.exactOptional(v.array(v.string())),
  maintenance: v.exactOptional(v.literal(true)),
  aheadOfClock: v.exactOptional(v.literal(true)),
  definitionHash: v.string(),
} satisfies FieldsOf<RunResult>)

export const openRun: v.GenericSchema<unknown, OpenRun> = v.object({
  monitorId: v.string(),
  runId: v.string(),
  location: v.string(),
  scheduledAt: v.number(),
  trigger: oneOf(TRIGGERS),
  requestId: v.exactOptional(v.string()),
  attempt: v.string(),
  until: v.number(),
  stage: oneOf(STAGES),
  token: v.string(),
  startedAt: v.number(),
  deadline: v.number(),
  mailFromAt: v.exactOptional(v.number()),
  acceptedAt: v.exactOptional(v.number()),
  seen: v.exactOptional(seen),
  attempts: v.number(),
} satisfies FieldsOf<OpenRun>)

export const logLines: v.GenericSchema<unknown, LogLine[]> = v.array(
  v.object({
    atMs: v.number(),
    dialogue: v.picklist(['smtp', 'mailbox', 'run']),
    side: v.picklist(['client', 'server', 'note']),
    phase: v.string(),
    text: v.string(),
  } satisfies FieldsOf<LogLine>),
)
