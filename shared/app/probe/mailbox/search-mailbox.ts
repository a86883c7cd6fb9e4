import type { EvidenceKind } from '../../../core/run/evidence.ts'
import { junkMarks } from '../../../core/run/junk-marks.ts'
import {
  OPENING_LINES,
  type Recognised,
  beginsAsOurs,
  recognise,
} from '../../../core/run/recognise-message.ts'
import type { MessageMark } from '../../../core/run/test-message.ts'
import { MINUTE, type Millis } from '../../../core/time/units.ts'
import { type ListedMessage, MAX_MESSAGE_OCTETS, type MailboxSession } from '../../ports/mail.ts'
import { ProbeError } from '../../ports/probe-error.ts'
import type { MailboxMemory } from './mailbox-memory.ts'
import { type ProbeContext, senderOf } from '../probe-context.ts'

/** Messages whose header is read in one look; the rest wait for the next. */
const MOST_A_LOOK = 50
/** The same where more came back than is remembered: ours is one of the newest. */
const FEW_A_LOOK = 10
/** Refusals in one look that are passed over beside them. */
const MOST_REFUSED = 50
/** Another run's message is its own until this long after its deadline. */
const ABANDONED_AFTER: Millis = 1 * MINUTE
/** What says nothing of the mailbox, only of the message that was asked for. */
const OF_ONE_MESSAGE: readonly EvidenceKind[] = ['refused', 'over-bound']

export interface Ours {
  message: ListedMessage
  /** In the junk folder: what marks it there, in the server's own words, neither tamed nor cut. */
  junkMarks?: string
}

export interface Leftover {
  message: ListedMessage
  mark: MessageMark
  isJunk?: true
}

export interface Found {
  /** This run's own message, and any double of it. */
  ours: Ours[]
  /** Messages of this installation whose run has given up on them. */
  leftovers: Leftover[]
  /** More of one message came than is read: the session is over, and others may be unread. */
  isCutOff: boolean
}

/**
 * Reads the headers that `memory` says to read, in its order, and sorts out what is ours. Everybody else's
 * mail is left alone. That one message is refused says nothing of the mailbox: it is passed over, and read last
 * at the next look. One of which too much is sent ends the look, and is passed over from then on.
 */
export async function searchMailbox(
  session: MailboxSession,
  toRead: Iterable<ListedMessage>,
  memory: MailboxMemory,
  context: ProbeContext,
  signal: AbortSignal,
): Promise<Found> {
  const found: Found = { ours: [], leftovers: [], isCutOff: false }
  const { deleted } = context
  let read = 0
  let refused = 0
  let isAtLimit = false
  let isRefusedAnew = false
  for (const message of toRead) {
    if (deleted.isBack(message) || (deleted.isFull && memory.stoodBefore(message))) {
      memory.remember(message, 'foreign')
      continue
    }
    isAtLimit = read >= (deleted.isFull ? FEW_A_LOOK : MOST_A_LOOK) || refused >= MOST_REFUSED
    // What was read before is read again for our own message's sake alone; what may end the session is not
    // read before that is deleted.
    if (isAtLimit || (found.ours.length > 0 && (memory.knows(message) || memory.wasCutOff || deleted.isFull)))
      break
    const untold = memory.overBound(message)
    const whose = untold ?? (await whoseIs(session, message, context, signal))
    if (!(whose instanceof ProbeError)) read += 1
    else if (whose.evidence.kind === 'refused') refused += 1
    else if (!untold) found.isCutOff = true
    if (whose instanceof ProbeError) isRefusedAnew ||= !memory.isRefused(message)
    const isLetBe = await keep(whose, message, found, context)
    memory.remember(message, isLetBe ? 'foreign' : fateOf(whose))
    if (found.isCutOff) break
  }
  if (found.isCutOff)
    context.log.note(
      `a message of which more than ${MAX_MESSAGE_OCTETS} octets were sent is passed over for the rest of the run`,
    )
  if (isRefusedAnew && refused > 0)
    context.log.note(`${refused} messages are refused: passed over, read last at the next look`)
  if (refused === 0 && !isAtLimit && !found.isCutOff) memory.readAll()
  return found
}

type Whose =
  | Exclude<Recognised, { kind: 'ours' | 'maybe-ours' }>
  | { kind: 'ours'; headerRemoved: boolean; header: string }

/** Told by the header; where its subject and sender are all that speaks for us, by how its text begins. */
async function whoseIs(
  session: MailboxSession,
  message: ListedMessage,
  context: ProbeContext,
  signal: AbortSignal,
): Promise<Whose | ProbeError> {
  const { installation, ledger } = context
  const sent = { installation, token: ledger.open.token, from: senderOf(context) }
  try {
    const header = await session.header(message, signal)
    const whose = recognise(header, sent)
    if (whose.kind === 'ours') return { ...whose, header }
    if (whose.kind !== 'maybe-ours') return whose
    const text = await session.opening(message, OPENING_LINES, signal)
    return beginsAsOurs(text) ? { kind: 'ours', headerRemoved: true, header } : { kind: 'foreign' }
  } catch (error) {
    if (error instanceof ProbeError && OF_ONE_MESSAGE.includes(error.evidence.kind)) return error
    throw error
  }
}

/** Answers whether it is one of ours that is let be, since it came back. */
async function keep(
  whose: Whose | ProbeError,
  message: ListedMessage,
  found: Found,
  context: ProbeContext,
): Promise<boolean> {
  if (whose instanceof ProbeError) return false
  if (whose.kind === 'ours') {
    found.ours.push({ message, ...(message.isJunk && { junkMarks: junkMarks(whose.header) }) })
    if (whose.headerRemoved) context.warnings.add('header-removed')
  } else if (whose.kind === 'leftover' && isAbandoned(whose.mark, context)) {
    await context.deleted.load()
    if (context.deleted.isBack(message) || context.deleted.isFull) return true
    found.leftovers.push({ message, mark: whose.mark, ...(message.isJunk && { isJunk: true }) })
  }
  return false
}

function fateOf(whose: Whose | ProbeError): 'foreign' | 'waiting' | ProbeError {
  if (whose instanceof ProbeError) return whose
  return whose.kind === 'foreign' ? 'foreign' : 'waiting'
}

function isAbandoned(mark: MessageMark, { ports }: ProbeContext): boolean {
  return ports.clock.now() > mark.deadline + ABANDONED_AFTER
}
