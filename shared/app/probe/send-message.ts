import type { Evidence } from '../../core/run/evidence.ts'
import { greetingPatience } from '../../core/run/patience.ts'
import { fieldValue, testMessage } from '../../core/run/test-message.ts'
import { waitingOut } from './retry-transient.ts'
import type { Instant } from '../ports/clock.ts'
import type { Login } from '../ports/login.ts'
import type { OutgoingMessage, SendingSession } from '../ports/mail.ts'
import { type ProbeContext, senderOf } from './probe-context.ts'
import { ProbeError, afterLogin } from '../ports/probe-error.ts'
import { ClaimLost } from './run-ledger.ts'
import { sleep } from '../concurrency/timing.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'

/**
 * What became of the message: taken; or nobody knows, because the answer to the dot was lost. Then only a
 * look can tell.
 */
export type Sent = { kind: 'accepted'; accepted: Instant } | { kind: 'unanswered'; evidence: Evidence }

/**
 * Sends the test message once. Passing refusals are waited out with a new session each; a message that may
 * have been taken is never sent again. `cancel` fires at the deadline, or when the other side failed: it
 * counts only before MAIL FROM. From there on `stop` does: it fires at the deadline, or when the message was
 * seen and its answer is still owed.
 */
export async function sendTestMessage(
  context: ProbeContext,
  cancel: AbortSignal,
  stop: AbortSignal,
): Promise<Sent> {
  const { clock } = context.ports
  const message = compose(context)
  const begun = clock.monotonicMs()
  return waitingOut(() => trySending(context, message, { cancel, stop }), {
    clock,
    deadlineMs: context.deadlineMs,
    cancel,
    onRefusal: () => context.warnings.add('refusal-waited-out'),
    onWaited: () => (context.waitedOutMs = clock.monotonicMs() - begun),
  })
}

async function trySending(
  context: ProbeContext,
  message: OutgoingMessage,
  { cancel, stop }: { cancel: AbortSignal; stop: AbortSignal },
): Promise<Sent> {
  const { ledger, logins, ports, log } = context
  const session = await openSession(context, cancel)
  context.sending = session
  try {
    // Whoever wins this write, and nobody else, ever says MAIL FROM for this run.
    if (ledger.open.stage === 'claimed') {
      await ledger.advance({ stage: 'submitting', mailFromAt: ports.clock.now() })
      const messageId = fieldValue(message.text, 'Message-ID')?.trim() ?? ''
      log.note(`Message-ID: ${messageId}`, { side: 'smtp', phase: 'submit' })
    }
    if (cancel.aborted)
      throw new ProbeError({ side: 'smtp', phase: 'submit', kind: 'deadline' }, cancel.reason)
    const submitted = await session.submit(message, stop)
    const { mailFrom, accepted } = submitted
    ledger.note({ stage: 'sent', mailFromAt: mailFrom.at, acceptedAt: accepted.at })
    context.accepted = accepted
    return { kind: 'accepted', accepted }
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    if (!session.mayBeAccepted) throw logins.smtp ? afterLogin(error) : error
    log.note('it is unknown whether the message was accepted; the mailbox will show')
    return { kind: 'unanswered', evidence: error.evidence }
  } finally {
    for (const warning of session.warnings) context.warnings.add(warning)
    context.farewells.push(session.close().catch((error: unknown) => log.note(`QUIT: ${String(error)}`)))
  }
}

function openSession(context: ProbeContext, cancel: AbortSignal): Promise<SendingSession> {
  const { monitor, ports, logins, watches, log } = context
  const open = (login?: Login) => {
    const dialogue = log.dialogue('smtp')
    context.sendingTimes = dialogue.times
    return ports.mail
      .sender(monitor.smtp, login, watches.smtp)
      .open(dialogue, cancel, greetingPatience(monitor.timeoutSeconds))
  }
  return logins.smtp ? logins.smtp.logIn(open, cancel) : open()
}

/**
 * Noted, to be written with the finding, which most often follows within this time; else at its end. A process that
 * ends before leaves a run of which it is not known whether it was sent, like one that ends before the answer.
 */
const SENT_UNWRITTEN: Millis = 3 * SECOND

/**
 * The stage is a safety net for whoever takes over; that it could not be written ends no run. `over` fires when
 * nothing is waited for any more.
 */
export async function writeSent({ ledger, log, ports }: ProbeContext, over: AbortSignal): Promise<void> {
  await sleep(ports.clock, SENT_UNWRITTEN, over)
  if (over.aborted) return
  try {
    await ledger.writeNoted()
  } catch (error) {
    if (error instanceof ClaimLost) throw error
    log.note(`the stage was not stored: ${String(error)}`)
  }
}

function compose(context: ProbeContext): OutgoingMessage {
  const { monitor, ledger, installation, ports } = context
  const { token, runId, monitorId, deadline } = ledger.open
  const from = senderOf(context)
  const mark = { installation, monitorId, runId, token, deadline }
  return {
    from,
    to: monitor.emailAddress,
    run: { monitorId, runId },
    text: testMessage(mark, from, monitor.emailAddress, ports.clock.now()),
  }
}
