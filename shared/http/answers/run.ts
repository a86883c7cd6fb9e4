import * as v from 'valibot'

import type { RunSummary } from '../../app/history/views/run.ts'
import type { ListedRun } from '../../app/history/views/runs.ts'
import type { MailEventKind } from '../../core/run/sender/mail-events.ts'
import type { LogLine, RunResult, Warning } from '../../core/run/run.ts'
import type { ToldOfMail } from '../../core/wording/words/mail-event-words.ts'
import { WARNING_WORDS } from '../../core/wording/words/warning-words.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { toldAlert } from './alert.ts'
import { byName, count, growing, instant, millis, optional, reason, status, text, trigger } from './fields.ts'
import { incidentView } from './incident.ts'

export const outcome = v.picklist(['delivered', 'failed', 'lost', 'inconclusive'])

const warning = growing<Warning>(
  Object.keys(WARNING_WORDS) as Warning[],
  'Something seen that an administrator should know of.',
)

/** By name; one that was not reached is absent. */
const phases = v.object({ smtp: byName(millis), transit: optional(millis), mailbox: byName(millis) })

export const runResult = v.object({
  monitorId: text,
  runId: text,
  location: text,
  trigger,
  scheduledAt: instant,
  startedAt: instant,
  finishedAt: instant,
  status,
  outcome,
  reason: optional(reason),
  phase: optional(text),
  detail: optional(text),
  tried: optional(v.literal(false)),
  refusedAt: optional(instant),
  warnings: v.array(warning),
  phases,
  roundTripMs: optional(millis),
  resolutionMs: optional(millis),
  waitedOutMs: optional(millis),
  sweptMessages: optional(count),
  tokenHash: optional(text),
  lateArrival: optional(
    v.object({
      seenAt: instant,
      delayMs: millis,
      junked: optional(v.literal(true)),
      unproved: optional(v.literal(true)),
    }),
  ),
  slow: optional(v.array(text)),
  maintenance: optional(v.literal(true)),
  aheadOfClock: optional(v.literal(true)),
  definitionHash: text,
}) satisfies v.GenericSchema<Answered<RunResult>>

export const listedRun = v.object({ ref: text, run: runResult, words: text }) satisfies v.GenericSchema<
  Answered<ListedRun>
>

export const logLine = v.object({
  atMs: v.pipe(v.number(), v.description('Milliseconds since the run started.')),
  dialogue: v.picklist(['smtp', 'mailbox', 'run']),
  side: v.picklist(['client', 'server', 'note']),
  phase: text,
  text,
}) satisfies v.GenericSchema<Answered<LogLine>>

const toldOfMail = v.object({
  kind: growing<MailEventKind>(
    ['delivered', 'delayed', 'bounced', 'rejected'],
    'What happened; each release may add some.',
  ),
  at: instant,
  words: v.pipe(text, v.description('What happened as half a sentence, with what was said.')),
  text: optional(v.pipe(text, v.description("The words of the recipient's server or of Amazon SES."))),
  server: optional(v.pipe(text, v.description('Of a delivery: the server that took it.'))),
  tookMs: optional(millis),
  type: optional(v.pipe(text, v.description("Of a delay or bounce: Amazon SES's name for its kind."))),
  subType: optional(text),
}) satisfies v.GenericSchema<Answered<ToldOfMail>>

export const doneRun = v.object({
  state: v.literal('done'),
  ...listedRun.entries,
  sentence: text,
  name: text,
  log: v.pipe(
    v.variant('kind', [
      v.object({ kind: v.literal('kept'), lines: count }),
      v.object({ kind: v.literal('expired'), at: instant }),
      v.object({ kind: v.literal('missing') }),
    ]),
    v.description('Whether its diagnostic log is kept, and how many lines it has.'),
  ),
  advice: v.array(text),
  warnings: v.array(text),
  server: optional(text),
  incident: optional(incidentView),
  before: optional(listedRun),
  after: optional(listedRun),
  lastGood: optional(
    v.pipe(
      listedRun,
      v.description('Of one that failed: the last run before it, at its location, whose message came back.'),
    ),
  ),
  recheck: optional(listedRun),
  recheckOf: optional(listedRun),
  mailEvents: optional(
    v.pipe(
      v.array(toldOfMail),
      v.description(
        'What Amazon SES told of the test message after it took it, also after the run; of a monitor without an SMTP server.',
      ),
    ),
  ),
  told: v.array(toldAlert),
  noAlert: optional(v.pipe(text, v.description('Why none was sent; of a run that did not pass.'))),
}) satisfies v.GenericSchema<Answered<RunSummary>>
