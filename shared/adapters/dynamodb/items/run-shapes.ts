import * as v from 'valibot'

import type { PhaseName } from '../../../core/time/phases.ts'
import type {
  LateArrival,
  LogLine,
  LogSide,
  OpenRun,
  Outcome,
  RunResult,
  Seen,
  Stage,
  Trigger,
  Warning,
} from '../../../core/run/run.ts'
import type { Reason, Status } from '../../../core/run/statuses.ts'
import { growing, growingOr } from '../../growing-words.ts'

/** Ties a schema to its type both ways: no field may be missing here, and none may be made up. */
export type FieldsOf<T> = Record<keyof T, v.GenericSchema>

const OUTCOMES = {
  delivered: true,
  failed: true,
  lost: true,
  inconclusive: true,
} satisfies Record<Outcome['kind'], true>
const TRIGGERS = { schedule: true, 'on-demand': true, recheck: true } satisfies Record<Trigger, true>
const STAGES = { claimed: true, submitting: true, sent: true, parked: true } satisfies Record<Stage, true>
const DIALOGUES = { smtp: true, mailbox: true, run: true } satisfies Record<LogLine['dialogue'], true>
const LOG_SIDES = { client: true, server: true, note: true } satisfies Record<LogSide, true>

/** What is on demand is judged for nothing. */
export const trigger = growingOr(TRIGGERS, 'on-demand')

export const reason = growing<Reason>()

/** Of one that is not known it is clear whether it is 0, OK; or 90, inconclusive. */
export const status: v.GenericSchema<unknown, Status> = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(999),
) as unknown as v.GenericSchema<unknown, Status>

const phaseTimes = v.record(growing<PhaseName>(), v.number())

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

const resultFields = v.object({
  monitorId: v.string(),
  runId: v.string(),
  location: v.string(),
  trigger,
  scheduledAt: v.number(),
  startedAt: v.number(),
  finishedAt: v.number(),
  status,
  outcome: growing<Outcome['kind']>(),
  reason: v.exactOptional(reason),
  phase: v.exactOptional(v.string()),
  detail: v.exactOptional(v.string()),
  tried: v.exactOptional(v.literal(false)),
  refusedAt: v.exactOptional(v.number()),
  warnings: v.array(growing<Warning>()),
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

/** An outcome that is not known is read as what its status says of it. */
export const runResult: v.GenericSchema<unknown, RunResult> = v.pipe(
  resultFields,
  v.transform((result): RunResult =>
    Object.hasOwn(OUTCOMES, result.outcome) ? result : { ...result, outcome: outcomeBy(result.status) },
  ),
)

function outcomeBy(status: Status): Outcome['kind'] {
  if (status === 0) return 'delivered'
  return status === 90 ? 'inconclusive' : 'failed'
}

export const openRun: v.GenericSchema<unknown, OpenRun> = v.object({
  monitorId: v.string(),
  runId: v.string(),
  location: v.string(),
  scheduledAt: v.number(),
  trigger,
  requestId: v.exactOptional(v.string()),
  attempt: v.string(),
  until: v.number(),
  stage: growingOr(STAGES, 'submitting'),
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
    dialogue: growingOr(DIALOGUES, 'run'),
    side: growingOr(LOG_SIDES, 'note'),
    phase: v.string(),
    text: v.string(),
  } satisfies FieldsOf<LogLine>),
)
