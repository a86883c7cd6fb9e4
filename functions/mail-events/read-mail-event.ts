import * as v from 'valibot'

import { tameLine } from '../../shared/core/redaction/tame.ts'
import { isRunId } from '../../shared/core/run/run-id.ts'
import type { RunKey } from '../../shared/core/run/run.ts'
import { MAIL_TAGS } from '../../shared/core/run/sender/mail-tags.ts'
import type { MailEvent } from '../../shared/core/run/sender/mail-events.ts'
import { type Message, type Recipients, messageShape } from './message-shape.ts'

/**
 * What a message of the topic holds: an event of one of our test messages; something else that SES tells, as its
 * test of the topic; or nothing that could be noted, and why.
 */
export type ReadMessage =
  | { kind: 'event'; run: RunKey; event: MailEvent }
  | { kind: 'other'; what: string }
  | { kind: 'unreadable'; why: string }

/** Longest words kept of a server, and of SES's names for what happened. */
const MOST_TEXT = 300
const MOST_NAME = 60

/** What SES writes into a topic that becomes the destination of its events. */
const TOPIC_TEST = 'Successfully validated SNS topic'

/** Types of events that are read; what SES tells beside them is of no concern here. */
const READERS: Readonly<Record<string, (message: Message) => MailEvent | undefined>> = {
  Delivery: readDelivery,
  DeliveryDelay: readDelay,
  Bounce: readBounce,
  Reject: readRejection,
}

export function readMailEvent(text: string): ReadMessage {
  if (text.startsWith(TOPIC_TEST)) return { kind: 'other', what: 'test of the topic' }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), messageShape), text)
  if (!parsed.success) return { kind: 'unreadable', why: 'not an event of Amazon SES' }
  const message = parsed.output
  const type = message.eventType
  if (type === undefined) return { kind: 'unreadable', why: 'an event without a type' }
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined
  if (!read) return { kind: 'other', what: 'event of another type' }
  const run = runOf(message)
  if (!run) return { kind: 'unreadable', why: 'a message that names no run' }
  const event = read(message)
  return event ? { kind: 'event', run, event } : { kind: 'unreadable', why: 'an event without its time' }
}

/** From the tags that every message of ours is sent with. */
function runOf({ mail: { tags } }: Message): RunKey | undefined {
  const [monitorId, runId] = [firstOf(tags[MAIL_TAGS.monitorId]), firstOf(tags[MAIL_TAGS.runId])]
  return /^[a-z0-9-]{1,64}$/.test(monitorId) && isRunId(runId) ? { monitorId, runId } : undefined
}

/** The values of a tag are a list. */
function firstOf(tag: unknown): string {
  const value: unknown = Array.isArray(tag) ? tag[0] : tag
  return typeof value === 'string' ? value : ''
}

function readDelivery({ delivery, mail }: Message): MailEvent | undefined {
  const at = delivery?.timestamp ?? mail.timestamp
  if (at === undefined) return undefined
  const { processingTimeMillis: tookMs, remoteMtaIp, smtpResponse } = delivery ?? {}
  // SES's `reportingMTA` is its own server that sent the message, not the one that took it.
  const server = tamed(remoteMtaIp, MOST_NAME)
  return {
    kind: 'delivered',
    at,
    ...(tookMs !== undefined && { tookMs }),
    ...(server !== undefined && { server }),
    ...words(smtpResponse),
  }
}

function readDelay({ deliveryDelay, mail }: Message): MailEvent | undefined {
  const at = deliveryDelay?.timestamp ?? mail.timestamp
  if (at === undefined) return undefined
  const type = tamed(deliveryDelay?.delayType, MOST_NAME) ?? 'Undetermined'
  return { kind: 'delayed', at, type, ...words(saidTo(deliveryDelay?.delayedRecipients)) }
}

function readBounce({ bounce, mail }: Message): MailEvent | undefined {
  const at = bounce?.timestamp ?? mail.timestamp
  if (at === undefined) return undefined
  const type = tamed(bounce?.bounceType, MOST_NAME) ?? 'Undetermined'
  const subType = tamed(bounce?.bounceSubType, MOST_NAME) ?? 'Undetermined'
  return { kind: 'bounced', at, type, subType, ...words(saidTo(bounce?.bouncedRecipients)) }
}

/** Only the message has a time: it is looked through when it is taken. */
function readRejection({ reject, mail }: Message): MailEvent | undefined {
  if (mail.timestamp === undefined) return undefined
  return { kind: 'rejected', at: mail.timestamp, ...words(reject?.reason) }
}

/**
 * What was said of the recipient, without the kind of the code in front (`smtp;`, RFC 3464 §2.3.6); where only a
 * status was told, that. A test message has one recipient; behind an alias there may be several.
 */
function saidTo(recipients: Recipients = []): string | undefined {
  const code = recipients.find(({ diagnosticCode = '' }) => diagnosticCode.trim() !== '')?.diagnosticCode
  return code?.replace(/^\s*[\w-]+\s*;/, '') ?? recipients.find(({ status }) => status !== undefined)?.status
}

function words(said: string | undefined): { text?: string } {
  const text = tamed(said, MOST_TEXT)
  return text === undefined ? {} : { text }
}

/** Absent where nothing is left. */
function tamed(text: string | undefined, most: number): string | undefined {
  const line = oneLine(text ?? '').trim()
  return line === '' ? undefined : tameLine(line, most)
}

/** Replies of several lines come with their line breaks. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\t ]+/g, ' ')
}
