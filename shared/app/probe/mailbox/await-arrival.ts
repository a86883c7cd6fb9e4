import { firstLoginGap, nextLook } from '../../../core/run/login-spacing.ts'
import { isEndedLook } from '../../../core/run/retry-policy.ts'
import { SCHEMES } from '../../../core/run/schemes.ts'
import type { Evidence } from '../../../core/run/evidence.ts'
import type { Seen } from '../../../core/run/run.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { type JunkLook, junkLook } from './junk-look.ts'
import { type LoginPace, loginPace } from '../login-pace.ts'
import { type LookTimes, lookTimes } from './look-times.ts'
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

/** Of a look in a session that stands for several. */
const NO_LOGIN = { msToLogin: 0, spacing: 0 }

/**
 * Opens the mailbox at once, which proves the login and sweeps leftovers (where logins must be far apart, not
 * before the message may have come); then, once the message is sent or may have been, looks when it is
 * expected, the last time just before the deadline (a resumed run: at it, or once if it has passed). Answers
 * `undefined` when waiting ended without the message; throws the refusal of a message that may have been
 * ours. `cancel` fires when waiting ends or the other side failed.
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
  const times = lookTimes(context)
  const looker = mailboxLooker(context, cancel, pace, untilSent, times)
  try {
    const junk = junkLook(context, cancel)
    const seen = await lookUntilSeen({ looker, times, junk, pace }, context, cancel, untilSent)
    const stopped = cancel.aborted && !context.signal.aborted
    if (!seen && looker.refusal && !stopped) throw looker.refusal
    return seen
  } finally {
    await looker.close()
  }
}

interface Looking {
  looker: MailboxLooker
  times: LookTimes
  junk: JunkLook
  pace: LoginPace
}

async function lookUntilSeen(
  { looker, times, junk, pace }: Looking,
  context: ProbeContext,
  cancel: AbortSignal,
  untilSent: () => Promise<void>,
): Promise<Seen | undefined> {
  const { clock } = context.ports
  const msLeft = () => context.deadlineMs - clock.monotonicMs()

  // IMAP has one login for all looks: it need not wait for the message.
  const isEachALogin = SCHEMES[context.monitor.mailbox.server.scheme].protocol === 'POP3'
  const isSpaced = isEachALogin && pace.spacing > 0 && !context.resumed && !context.logInFirst
  if (!isSpaced) {
    times.loggingIn()
    const atOnce = await looker.look()
    if (atOnce) return atOnce
    if (context.resumed && msLeft() <= 0) return junk.reserveMs > 0 ? junk.look() : undefined
  }
  await untilSent()

  const firstGap = isSpaced ? firstLoginGap(pace.spacing) : undefined
  let lastLookMs = 0
  for (;;) {
    const reserve = context.resumed ? 0 : Math.max(RESERVE, 2 * lastLookMs)
    const needsLogin = isEachALogin || !looker.isOpen
    const logins = needsLogin ? { msToLogin: pace.msToLogin(), spacing: pace.spacing } : NO_LOGIN
    const msToLast = msLeft() - reserve - junk.reserveMs
    const gap = times.gap({ msLeft: msToLast, spacing: logins.spacing, lookMs: looker.lookMs, firstGap })
    const next = nextLook({ gap, ...logins, msLeft: msToLast })
    if (junk.reserveMs > 0 && (next?.last ?? true)) {
      await looker.wait(Math.max(0, msToLast))
      const junked = cancel.aborted ? undefined : await junk.look()
      if (junked ?? cancel.aborted) return junked
      continue
    }
    if (!next && pace.refusal && msLeft() > LAST_LOOK) throw pace.refusal
    const news = await looker.wait(next?.ms ?? msLeft())
    if (!next || cancel.aborted) return undefined
    // A session that waits may have had news before the last look was due.
    const isLast = next.last && (news !== 'look' || msLeft() <= reserve)
    // The session that is lost was logged in to a short time ago: the next one is due later.
    if (news === 'lost' && !isLast && pace.msToLogin() > 0) continue
    if (isLast) looker.beginLastLook()
    if (!looker.isOpen) times.loggingIn()
    const seen = await lookUnlessCut(looker, isLast, context)
    if (seen ?? isLast) return seen
    lastLookMs = looker.lookMs
  }
}

/**
 * A look that the deadline cuts short, or that the server ended once, proves nothing if the looks before it
 * went well; nor does a session that cannot be opened right after one was lost: the next try tells.
 */
async function lookUnlessCut(
  looker: MailboxLooker,
  isLast: boolean,
  context: ProbeContext,
): Promise<Seen | undefined> {
  const begun = context.ports.clock.monotonicMs()
  try {
    return await looker.look()
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    const isPassedOver = looker.failedAfterLost && (!isLast || looker.looksSinceSent > 0)
    if (isPassedOver && saysNothingYet(error.evidence)) {
      context.log.note(`no new session yet: ${error.message}`, error.evidence)
      return undefined
    }
    const mayBePassedOver = !isLast || looker.looksSinceSent > 0
    if (looker.looksRefused === 1 && isRefusedLook(error.evidence) && mayBePassedOver) {
      context.log.note(`a look is refused, for the first time: ${error.message}`, error.evidence)
      return undefined
    }
    if (looker.looksSinceSent === 0) throw error
    const isCut = error.evidence.kind === 'deadline'
    const lookedMs = context.ports.clock.monotonicMs() - begun
    const endedOnce = looker.sessionsEnded === 1 && (isCut || isEndedLook(error.evidence))
    if (endedOnce || (isCut && lookedMs < LONGEST_CUT_LOOK)) return undefined
    throw error
  }
}

/** One look of many: another program may have deleted what was asked for, or an index is rebuilt. */
function isRefusedLook({ kind, phase }: Evidence): boolean {
  return kind === 'refused' && (phase === 'search' || phase === 'retrieve')
}

/** What one failed opening may say: not that the login is refused, nor that time is up. */
function saysNothingYet({ kind, phase }: Evidence): boolean {
  return kind !== 'deadline' && !(kind === 'refused' && phase === 'auth')
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
