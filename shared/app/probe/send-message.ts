import type { Evidence } from '../../core/run/evidence.ts'
import { greetingPatience } from '../../core/run/patience.ts'
import { fieldValue, testMessage } from '../../core/run/test-message.ts'
import { waitingOut } from './retry-transient.ts'
import type { Instant } from '../ports/clock.ts'
import type { Login } from '../ports/login.ts'
import type { OutgoingMessage, SendingSession, Submitted } from '../ports/mail.ts'
import { type ProbeContext, senderOf } from './probe-context.ts'
import { ProbeError, afterLogin } from '../ports/probe-error.ts'
import { ClaimLost } from './run-ledger.ts'

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
    context.accepted = submitted.accepted
    await noteAccepted(context, submitted)
    return { kind: 'accepted', accepted: submitted.accepted }
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

/** The stage is a safety net for whoever takes over; that it could not be written ends no run. */
async function noteAccepted({ ledger, log }: ProbeContext, { mailFrom, accepted }: Submitted): Promise<void> {
  try {
    await ledger.advance({ stage: 'sent', mailFromAt: mailFrom.at, acceptedAt: accepted.at })
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
