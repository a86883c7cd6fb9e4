import { lookGaps } from '../../../core/run/backoff.ts'
import { firstLoginGap, nextLook } from '../../../core/run/login-spacing.ts'
import { isEndedLook } from '../../../core/run/retry-policy.ts'
import type { Seen } from '../../../core/run/run.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { type LoginPace, loginPace } from '../login-pace.ts'
import { type MailboxLooker, mailboxLooker } from './look-into-mailbox.ts'
import type { ProbeContext } from '../probe-context.ts'
import { ProbeError } from '../../ports/probe-error.ts'
import { sleep } from '../../concurrency/timing.ts'

/** Kept free before the deadline, at least, so that the last look can end before it. */
const RESERVE: Millis = 250
/** A mailbox that was looked into this short a time before the deadline does not hold the message. */
const LAST_LOOK: Millis = 2 * SECOND
/** How long the answer to the final dot is waited for before the mailbox is looked into without it. */
const DOT_ANSWER_TIMEOUT: Millis = 1 * SECOND
/**
 * A look that the deadline cuts after this long says that the mailbox had fallen silent, not that the mail is
 * lost.
 */
const LONGEST_CUT_LOOK: Millis = 1 * SECOND

/**
 * Opens the mailbox at once, which proves the login and sweeps leftovers (where logins must be far apart, not
 * before the message may have come); then, once the message is sent or may have been, looks at growing gaps,
 * the last time just before the deadline (a resumed run: at it, or once if it has passed). Answers `undefined`
 * when waiting ended without the message; throws the refusal of a message that may have been ours. `cancel`
 * fires when waiting ends or the other side failed.
 */
export async function awaitArrival(
  context: ProbeContext,
  cancel: AbortSignal,
  sent: Promise<unknown>,
): Promise<Seen | undefined> {
  const { clock } = context.ports
  const { mailbox, timeoutSeconds } = context.monitor
  const pace = loginPace({ clock, timeoutSeconds, secondsBetweenLogins: mailbox.secondsBetweenLogins ?? 0 })
  const untilSent = () => waitUntilSent(sent, context, cancel)
  const looker = mailboxLooker(context, cancel, pace, untilSent)
  try {
    const seen = await lookUntilSeen(looker, pace, context, cancel, untilSent)
    const stopped = cancel.aborted && !context.signal.aborted
    if (!seen && looker.refusal && !stopped) throw looker.refusal
    return seen
  } finally {
    await looker.close()
  }
}

async function lookUntilSeen(
  looker: MailboxLooker,
  pace: LoginPace,
  context: ProbeContext,
  cancel: AbortSignal,
  untilSent: () => Promise<void>,
): Promise<Seen | undefined> {
  const { clock } = context.ports
  const msLeft = () => context.deadlineMs - clock.monotonicMs()

  const isSpaced = pace.spacing > 0 && !context.resumed && !context.logInFirst
  if (!isSpaced) {
    const atOnce = await looker.look()
    if (atOnce ?? (context.resumed && msLeft() <= 0)) return atOnce
  }
  await untilSent()

  let lastLookMs = 0
  const gaps = lookGaps(isSpaced ? firstLoginGap(pace.spacing) : undefined)
  let gap = gaps.next().value
  for (;;) {
    const reserve = context.resumed ? 0 : Math.max(RESERVE, 2 * lastLookMs)
    const { spacing } = pace
    const next = nextLook({ gap, msToLogin: pace.msToLogin(), spacing, msLeft: msLeft() - reserve })
    if (!next && pace.refusal && msLeft() > LAST_LOOK) throw pace.refusal
    const last = next?.last ?? true
    const waits = clock.monotonicMs()
    const news = await looker.wait(next?.ms ?? msLeft())
    if (!next) return undefined
    // A session that stands may look often; how long it waits, or is waited for if it ends, grows with time.
    const msLeftOfGap = news === 'look' ? gap - (clock.monotonicMs() - waits) : 0
    gap = msLeftOfGap > 0 ? msLeftOfGap : gaps.next().value
    if (cancel.aborted) return undefined
    if (last) looker.beginLastLook()
    const begun = clock.monotonicMs()
    const seen = await lookUnlessCut(looker, begun, context)
    // A session that waits may have had news before the last look was due.
    if (seen ?? (last && (news === 'over' || msLeft() <= reserve))) return seen
    lastLookMs = looker.lookMs
  }
}

/**
 * A look that the deadline cuts short, or that the server ended once, proves nothing if the looks before it
 * went well.
 */
async function lookUnlessCut(
  looker: MailboxLooker,
  begun: Millis,
  context: ProbeContext,
): Promise<Seen | undefined> {
  try {
    return await looker.look()
  } catch (error) {
    if (!(error instanceof ProbeError) || looker.looksSinceSent === 0) throw error
    const isCut = error.evidence.kind === 'deadline'
    const lookedMs = context.ports.clock.monotonicMs() - begun
    const endedOnce = looker.sessionsEnded === 1 && (isCut || isEndedLook(error.evidence))
    if (endedOnce || (isCut && lookedMs < LONGEST_CUT_LOOK)) return undefined
    throw error
  }
}

/**
 * Until sending has come to an end, or may have: a server can deliver the message and never say that it took
 * it.
 */
async function waitUntilSent(
  sent: Promise<unknown>,
  context: ProbeContext,
  cancel: AbortSignal,
): Promise<void> {
  const settled = new AbortController()
  const settle = () => settled.abort()
  sent.then(settle, settle)
  const over = AbortSignal.any([cancel, settled.signal])
  while (!over.aborted && !context.sending?.mayBeAccepted)
    await sleep(context.ports.clock, DOT_ANSWER_TIMEOUT, over)
}
