import { OPENING_LINES, type Recognised, beginsAsOurs, recognise } from '../../core/run/recognise-message.ts'
import type { MessageMark } from '../../core/run/test-message.ts'
import { MINUTE, type Millis } from '../../core/time/units.ts'
import type { ListedMessage, MailboxSession } from '../ports/mail.ts'
import { type ProbeContext, senderOf } from './probe-context.ts'

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
    const whose = await whoseIs(session, message, context, signal)
    if (message.key) known.add(message.key)
    if (whose.kind === 'ours') {
      found.ours.push(message)
      if (whose.headerRemoved) context.warnings.add('header-removed')
    } else if (whose.kind === 'leftover' && isAbandoned(whose.mark, context)) {
      found.leftovers.push({ message, mark: whose.mark })
    }
  }
  return found
}

/** Told by the header; only where its subject and sender are all that speaks for us by how its text begins. */
async function whoseIs(
  session: MailboxSession,
  message: ListedMessage,
  context: ProbeContext,
  signal: AbortSignal,
): Promise<Exclude<Recognised, { kind: 'maybe-ours' }>> {
  const { installation, ledger } = context
  const sent = { installation, token: ledger.open.token, from: senderOf(context) }
  const whose = recognise(await session.header(message, signal), sent)
  if (whose.kind !== 'maybe-ours') return whose
  const text = await session.opening(message, OPENING_LINES, signal)
  return beginsAsOurs(text) ? { kind: 'ours', headerRemoved: true } : { kind: 'foreign' }
}

function isAbandoned(mark: MessageMark, { ports }: ProbeContext): boolean {
  return ports.clock.now() > mark.deadline + ABANDONED_AFTER
}
