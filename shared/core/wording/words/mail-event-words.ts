import {
  type MailEvent,
  type MailEventKind,
  type MailEvents,
  mayBeAnswer,
} from '../../run/sender/mail-events.ts'
import type { EpochMs, Millis } from '../../time/units.ts'
import { span } from './figures.ts'

/** What the built-in sender told of a test message, and that as half a sentence. */
export interface ToldOfMail {
  kind: MailEventKind
  at: EpochMs
  words: string
  text?: string
  server?: string
  tookMs?: Millis
  type?: string
  subType?: string
}

/** Addresses that SES sends nothing to, by the subtype of the bounce that it makes instead. */
const SUPPRESSED_BY: Readonly<Record<string, string>> = {
  Suppressed: 'its own suppression list',
  OnAccountSuppressionList: "the account's suppression list",
}

/** In the order in which it happened. */
export function toldOfMail(events: MailEvents): ToldOfMail[] {
  const { delayed, rejected, delivered, bounced } = events
  const told: MailEvent[] = [
    ...(delayed ? [{ kind: 'delayed' as const, ...delayed }] : []),
    ...(rejected ? [{ kind: 'rejected' as const, ...rejected }] : []),
    ...(delivered ? [{ kind: 'delivered' as const, ...delivered }] : []),
    ...(bounced ? [{ kind: 'bounced' as const, ...bounced }] : []),
  ]
  return told.sort((a, b) => a.at - b.at).map((event) => ({ ...event, words: wordsAmong(event, events) }))
}

function wordsAmong(event: MailEvent, { delivered }: MailEvents): string {
  const words = mailEventWords(event)
  if (event.kind !== 'bounced' || !delivered || !mayBeAnswer(event)) return words
  return `${words}; an automatic answer counts as that too`
}

/** As `Amazon SES delivered it to 192.0.2.25 after 1.2 s: "250 2.0.0 Ok"`; no full stop. */
export function mailEventWords(event: MailEvent): string {
  switch (event.kind) {
    case 'delivered': {
      const where = event.server === undefined ? '' : ` to ${event.server}`
      const when = event.tookMs === undefined ? '' : ` after ${span(event.tookMs)}`
      return `Amazon SES delivered it${where}${when}${quoted(event)}`
    }
    case 'delayed':
      return `Amazon SES could not deliver it yet (${event.type})${quoted(event)}`
    case 'bounced': {
      const list = Object.hasOwn(SUPPRESSED_BY, event.subType) ? SUPPRESSED_BY[event.subType] : undefined
      if (list !== undefined) return `Amazon SES did not send it, because the address is on ${list}`
      return `Amazon SES says that it bounced (${bounceName(event)})${quoted(event)}`
    }
    case 'rejected':
      return `Amazon SES found a virus in it and did not send it${quoted(event)}`
    default:
      return event satisfies never
  }
}

function bounceName({ type, subType }: { type: string; subType: string }): string {
  return type === subType ? type : `${type}, ${subType}`
}

function quoted({ text }: { text?: string }): string {
  return text === undefined ? '' : `: "${text}"`
}
