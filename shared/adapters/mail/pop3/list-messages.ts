import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { MOST_LISTED, type Pop3Listing, joinListings } from './listing.ts'
import type { Answer, Pop3Wire } from './pop3-wire.ts'
import { isRefusal } from '../refusal.ts'

/** Of a mailbox, where nothing else is meant: `no such message` is about one. */
const SAYS_EMPTY = /\bempty\b|\bno (?:new )?(?:messages|mails?)\b/i

/**
 * UIDL for who is who, LIST for sizes; a server may lack either (RFC 1939 §7 makes UIDL optional), not both.
 * Some refuse both in an empty mailbox. Not by node-pop3, which takes 200 MB for a mailbox of 50,000.
 */
export async function listMessages(wire: Pop3Wire, dialogue: Dialogue): Promise<Pop3Listing> {
  const uidl = await ask(wire, 'UIDL')
  if (uidl instanceof ProbeError) {
    if (SAYS_EMPTY.test(uidl.evidence.text ?? '') || (await isEmpty(wire))) return []
    dialogue.note('no UIDL: messages are told apart by number')
  }
  const list = await ask(wire, 'LIST')
  if (list instanceof ProbeError) {
    if (uidl instanceof ProbeError) throw list
    dialogue.note('no LIST: sizes are unknown')
  }
  const count = Math.max(linesOf(uidl), linesOf(list))
  if (count > MOST_LISTED) {
    dialogue.counted(`a mailbox of ${count} messages: only ${MOST_LISTED}, half at each end, are looked at`)
  }
  const { messages, strange } = joinListings(bodyOf(uidl), bodyOf(list))
  if (strange > 0) dialogue.counted(`${strange} lines of the listing name no message of their own`)
  return messages
}

/** The answer, or the refusal. */
async function ask(wire: Pop3Wire, command: 'UIDL' | 'LIST'): Promise<Answer | ProbeError> {
  try {
    return await wire.say(command)
  } catch (error) {
    if (isRefusal(error)) return error
    throw error
  }
}

/** What STAT says (RFC 1939 §5), where it says anything. */
async function isEmpty(wire: Pop3Wire): Promise<boolean> {
  try {
    return /^0(?:\s|$)/.test((await wire.say('STAT')).text)
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}

function linesOf(answer: Answer | ProbeError): number {
  return answer instanceof ProbeError ? 0 : answer.lines
}

function bodyOf(answer: Answer | ProbeError): string | undefined {
  return answer instanceof ProbeError ? undefined : answer.body
}
