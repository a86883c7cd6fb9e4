import * as v from 'valibot'

import { isRecord } from '../../shared/core/definition/fields/fields.ts'
import { ruleNamePrefix } from '../../shared/core/aws/rule-names.ts'
import type { RunRequest } from '../../shared/core/run/run.ts'
import { tameLine } from '../../shared/core/redaction/tame.ts'
import { isoInstant } from '../../shared/core/time/units.ts'
import { parseTrial } from '../probe/parse-trial.ts'
import type { TrialRequest } from '../../shared/core/run/trial.ts'
import { parseEvent as parseRun } from '../probe/parse-event.ts'
import { parse } from '../runtime/parse.ts'

/**
 * The message is no dead letter of this stack, or one of a shape that we do not know. Trying again would not
 * help.
 */
export class DeadLetterError extends Error {
  override readonly name = 'DeadLetterError'
}

/** A run that AWS gave up, and why, in at most 300 tame characters. */
export interface DeadLetter {
  /** The run; of a rule's letter it is not known yet which monitor's. */
  run: RunRequest | RuleFiring | TrialRequest
  detail: string
}

/**
 * A firing of one of the stack's rules: it names the rule, and whose that is stands in the Monitors table.
 */
export interface RuleFiring {
  ruleName: string
  requestOf(monitorId: string): RunRequest
}

export interface ReadAt {
  /** The one location whose runs are served here. */
  location: string
  /** The stack of that location, by which the names of its rules begin. */
  stackName: string
}

/** Longest `detail` of a result. */
const MOST_DETAIL = 300
/** What Scheduler puts the time for; it stands in the letter as it was written when it was never put in. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>'

/** The parts of an SQS record that count (AWS Lambda, "Using Lambda with Amazon SQS"). */
const recordSchema = v.object({
  body: v.string(),
  attributes: v.object({
    SentTimestamp: v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'expected ms since 1970')),
  }),
  messageAttributes: v.record(v.string(), v.object({ stringValue: v.nullish(v.string()) })),
})

/**
 * The run of a dead letter, from each shape that there is:
 * of the probe's queue for asynchronous calls, the body is the event as it was invoked with (`ErrorCode`,
 * `ErrorMessage`); of a schedule, it is the target's input (`SCHEDULE_ARN`, `ERROR_CODE`, `ERROR_MESSAGE`);
 * of a rule, it is the event that the rule was fired by, not the target's input (`RULE_ARN`, `ERROR_CODE`,
 * `ERROR_MESSAGE`). Throws `DeadLetterError` or `EventError`, which name every field at fault and repeat no
 * text of the letter at length.
 */
export function readDeadLetter(record: unknown, { location, stackName }: ReadAt): DeadLetter {
  const { body, attributes, messageAttributes } = parse(
    recordSchema,
    record,
    (mistakes) => new DeadLetterError(`not a message of SQS: ${mistakes}`),
  )
  const said = Object.fromEntries(
    Object.entries(messageAttributes).map(([name, { stringValue }]) => [name, stringValue ?? undefined]),
  )
  const event = parseBody(body)
  const detail = tameLine(whyGivenUp(said), MOST_DETAIL)
  const trial = parseTrial(event, location)
  if (trial) return { run: trial, detail }
  if (event.monitorId === undefined && said.RULE_ARN !== undefined) {
    return { run: ruleFiring(said.RULE_ARN, event, { location, stackName }), detail }
  }
  // Without the schedule's own time, that of the letter: a minute that was wrong makes one inconclusive
  // result more.
  const sentAt = isoInstant(Number(attributes.SentTimestamp))
  const scheduledAt =
    event.scheduledAt === SCHEDULED_TIME ? (said.SCHEDULED_TIME ?? sentAt) : event.scheduledAt
  return { run: parseRun({ ...event, scheduledAt }, location), detail }
}

function parseBody(body: string): Readonly<Record<string, unknown>> {
  let event: unknown
  try {
    event = JSON.parse(body)
  } catch {
    throw new DeadLetterError(`body: expected JSON, got ${body.length} characters of something else`)
  }
  if (!isRecord(event)) throw new DeadLetterError("body: expected a run's event or a rule's, got no object")
  return event
}

/**
 * The rule's time is that of the event (`$.time` in the target's input), the location this one: rules start
 * no runs elsewhere.
 */
function ruleFiring(
  ruleArn: string,
  { time }: Readonly<Record<string, unknown>>,
  { location, stackName }: ReadAt,
): RuleFiring {
  const ruleName = ruleArn.slice(ruleArn.lastIndexOf('/') + 1)
  if (!/^[\w.-]{1,64}$/.test(ruleName) || !ruleName.startsWith(ruleNamePrefix(stackName))) {
    const got = tameLine(ruleName, 80)
    throw new DeadLetterError(`RULE_ARN: expected a rule of the stack ${stackName}, got ${got}`)
  }
  const requestOf = (monitorId: string) => parseRun({ monitorId, location, scheduledAt: time }, location)
  // Any monitor shows whether the time is one.
  requestOf('any')
  return { ruleName, requestOf }
}

/** Lambda's code is an HTTP status, and 200 where the function itself failed, which says nothing. */
function whyGivenUp(said: Readonly<Record<string, string | undefined>>): string {
  const byEventBridge = said.RULE_ARN ?? said.SCHEDULE_ARN
  const who = byEventBridge ? 'EventBridge' : said.RequestID ? 'Lambda' : 'AWS'
  const code = said.ERROR_CODE ?? (said.ErrorCode === '200' ? undefined : said.ErrorCode)
  const why = [code, said.ERROR_MESSAGE ?? said.ErrorMessage].filter(Boolean).join(': ')
  const retries = Number(said.RETRY_ATTEMPTS) > 0 ? ` after ${Number(said.RETRY_ATTEMPTS)} retries` : ''
  return `${who} gave up${retries}${why ? `: ${why}` : ', without a reason'}`
}
