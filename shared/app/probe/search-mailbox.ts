import { type MessageMark, readMark } from '../../core/run/test-message.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'
import type { ListedMessage, MailboxSession } from '../ports/mail.ts'
import type { ProbeContext } from './probe-context.ts'

/** Messages whose header is read in one look; the rest wait for the next, newest first. */
const MOST_A_LOOK = 50
/** Another run's message is its own until this long after its deadline. */
const ABANDONED_AFTER: Millis = 1 * MINUTE

export interface Leftover {
  message: ListedMessage
  mark: MessageMark
}

export interface Found {
  /** This run's own message, and any double of it. */
  ours: ListedMessage[]
  /** Messages of this installation whose run has given up on them. */
  leftovers: Leftover[]
}

/**
 * Reads the header of each message that this run has not looked at yet, newest first, and sorts out what is ours. A message
 * is known by its key; one without is read again at every look. Everybody else's mail is let be.
 */
export async function searchMailbox(
  session: MailboxSession,
  listed: readonly ListedMessage[],
  known: Set<string>,
  context: ProbeContext,
  signal: AbortSignal,
): Promise<Found> {
  const found: Found = { ours: [], leftovers: [] }
  const unknown = [...listed].reverse().filter((message) => !known.has(message.key ?? ''))
  for (const message of unknown.slice(0, MOST_A_LOOK)) {
    const mark = readMark(await session.header(message, signal))
    if (message.key) known.add(message.key)
    if (mark?.installation !== context.installation) continue
    if (mark.token === context.ledger.open.token) found.ours.push(message)
    else if (isAbandoned(mark, context)) found.leftovers.push({ message, mark })
  }
  return found
}

function isAbandoned(mark: MessageMark, { ports }: ProbeContext): boolean {
  return ports.clock.now() > mark.deadline + ABANDONED_AFTER
}
