import { tameLine } from '../../../core/redaction/tame.ts'
import type { Seen } from '../../../core/run/run.ts'
import type { Millis } from '../../../core/time/units.ts'
import type { Instant } from '../../ports/clock.ts'
import type { Dialogue } from '../../ports/dialogue.ts'
import type { ProbeContext } from '../probe-context.ts'
import type { Ours } from './search-mailbox.ts'

/** Longest quotation of what marks a message as junk, beside which a detail says when it was seen. */
const MAX_MARKS = 270

/** The listing that showed the message, and the one before that did not; 0 for none. */
export interface Sight {
  listedAt: Instant
  lackedAtMs: Millis
}

/** What a look has seen, if any of these are there; with what marks it, where it lies in the junk folder alone. */
export function seenMessage(
  ours: readonly Ours[],
  { listedAt, lackedAtMs }: Sight,
  dialogue: Pick<Dialogue, 'safe' | 'note'>,
  context: ProbeContext,
): Seen | undefined {
  if (ours.length === 0) return undefined
  const seen = seenAt(listedAt, lackedAtMs, context)
  const marks = marksOf(ours)
  if (marks === undefined) return seen
  const junkMarks = tameLine(dialogue.safe(marks), MAX_MARKS)
  dialogue.note(`the message is in the junk folder${junkMarks && `: ${junkMarks}`}`)
  return { ...seen, junkMarks }
}

/** Where each copy lies in the junk folder: what marks the first of them that is marked; else undefined. */
function marksOf(ours: readonly Ours[]): string | undefined {
  const isJunked = ours.every(({ message }) => message.isJunk)
  return isJunked ? (ours.find(({ junkMarks }) => junkMarks)?.junkMarks ?? '') : undefined
}

/**
 * When the message was seen: the moment its listing arrived. Measured on the monotonic clock; in a resumed
 * run, whose MAIL FROM was said by another process, on the wall clock, and left out where that went
 * backwards.
 */
function seenAt(listed: Instant, lackedAtMs: Millis, context: ProbeContext): Seen {
  const { mailFrom } = context.sending ?? {}
  const { accepted } = context
  if (mailFrom) {
    const since = Math.max(mailFrom.monotonicMs, lackedAtMs)
    return {
      at: listed.at,
      roundTripMs: tenths(listed.monotonicMs - mailFrom.monotonicMs),
      resolutionMs: tenths(listed.monotonicMs - since),
      ...(accepted && { transitMs: tenths(Math.max(0, listed.monotonicMs - accepted.monotonicMs)) }),
    }
  }
  const { mailFromAt } = context.ledger.open
  const roundTripMs = mailFromAt === undefined ? -1 : listed.at - mailFromAt
  return roundTripMs < 0 ? { at: listed.at } : { at: listed.at, roundTripMs, resolutionMs: roundTripMs }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10
}
