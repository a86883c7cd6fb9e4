import { SECOND } from '../../time/units.ts'
import type { MailEvent } from './mail-events.ts'

/** Longest text of a run's detail, characters. */
export const MAX_DETAIL = 300

/** What SES told of a message, in one line of at most 300 characters. */
export function eventInWords(event: MailEvent): string {
  const { text } = event
  const told = `Amazon SES ${deedOf(event)}${text ? `: ${text}` : ''}`
  return told.length > MAX_DETAIL ? `${told.slice(0, MAX_DETAIL - 1)}…` : told
}

function deedOf(event: MailEvent): string {
  const { kind } = event
  switch (kind) {
    case 'delivered': {
      const { server = 'the server of the recipient', tookMs } = event
      const after = tookMs === undefined ? '' : ` after ${(tookMs / SECOND).toFixed(1)} s`
      return `delivered the message to ${server}${after}`
    }
    case 'delayed':
      return `could not deliver the message yet (${event.type})`
    case 'bounced':
      return `could not deliver the message (${event.type}, ${event.subType})`
    case 'rejected':
      return 'took the message and did not send it'
    default:
      return kind satisfies never
  }
}
