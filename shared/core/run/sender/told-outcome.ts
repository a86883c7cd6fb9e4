import type { Outcome } from '../run.ts'
import { type MailEvent, type MailEventKind, type MailEvents, mayBeAnswer } from './mail-events.ts'

/** Longest detail of a run, characters. */
const MAX_DETAIL = 300
const NOTHING_TOLD = 'Amazon SES accepted the message and told of no delivery'
const SUPPRESSED = /suppress/i

/** What says most stands first: a server may refuse what it has taken, and then it was also delivered. */
const DECIDING: readonly MailEventKind[] = ['rejected', 'bounced', 'delivered', 'delayed']

/**
 * What a run comes to whose message was not seen, by what SES told of it until then; `untold`: what it is without
 * that. Nothing is told of a message that SES did not take, so an event also answers whether it did.
 */
export function toldOutcome(
  untold: Outcome,
  events: MailEvents,
  inWords: (event: MailEvent) => string,
): Outcome {
  const event = decidingEvent(events)
  if (event) return outcomeOf(event, untold, inOneLine(inWords(event)))
  if (untold.kind !== 'lost') return untold
  return { kind: 'lost', reason: 'delivery-pending', detail: withListing(NOTHING_TOLD, untold) }
}

function decidingEvent(events: MailEvents): MailEvent | undefined {
  const isAnswer = events.delivered && events.bounced && mayBeAnswer(events.bounced)
  const kind = DECIDING.find((one) => events[one] !== undefined && !(isAnswer && one === 'bounced'))
  return kind && ({ kind, ...events[kind] } as MailEvent)
}

function outcomeOf(event: MailEvent, untold: Outcome, detail: string): Outcome {
  const { kind } = event
  switch (kind) {
    case 'rejected':
      return { kind: 'inconclusive', reason: 'sender-refused', detail }
    case 'bounced':
      return SUPPRESSED.test(event.subType)
        ? { kind: 'inconclusive', reason: 'recipient-suppressed', detail }
        : { kind: 'lost', reason: 'message-bounced', detail }
    case 'delivered':
      return { kind: 'lost', detail: withListing(detail, untold) }
    case 'delayed':
      return event.type === 'InternalFailure'
        ? { kind: 'inconclusive', reason: 'sender-unavailable', detail }
        : { kind: 'lost', reason: 'delivery-pending', detail }
    default:
      return kind satisfies never
  }
}

/** What was in the place of the message is told too: it may be in a list that has no room for it. */
function withListing(told: string, untold: Outcome): string {
  const listing = untold.kind === 'lost' ? untold.detail : undefined
  const both = listing ? `${told}; ${listing}` : told
  return both.length > MAX_DETAIL ? told : both
}

function inOneLine(words: string): string {
  return words.length > MAX_DETAIL ? `${words.slice(0, MAX_DETAIL - 1)}…` : words
}
