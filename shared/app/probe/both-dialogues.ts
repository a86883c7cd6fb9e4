import { reasonWords } from '../../core/wording/words/reason-words.ts'
import { unchangedWords } from '../../core/wording/words/unchanged-listing.ts'
import { isTransient } from '../../core/run/retry-policy.ts'
import { outcomeOfFailure, reasonOf } from '../../core/run/verdict.ts'
import type { Evidence } from '../../core/run/evidence.ts'
import type { PhaseTimes, Phases } from '../../core/time/phases.ts'
import type { Outcome, Seen } from '../../core/run/run.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { awaitArrival } from './mailbox/await-arrival.ts'
import type { ProbeContext, ProbeReport } from './probe-context.ts'
import type { Ending } from '../ports/dialogue.ts'
import { ProbeError } from '../ports/probe-error.ts'
import { outcomeOfSeen } from './seen-outcome.ts'
import { sendTestMessage, writeSent } from './send-message.ts'
import { withToldBySender } from './told-by-sender.ts'
import { sleep } from '../concurrency/timing.ts'

/** How long the answer to the final dot is still waited for once the message was seen. */
const SUBMIT_ANSWER_TIMEOUT: Millis = 10 * SECOND

interface Failure {
  evidence: Evidence
  atMs: Millis
}

/**
 * Runs the two dialogues at once and makes one outcome of what became of each. The first failure ends the
 * other side, except that a submit which has passed MAIL FROM is completed; the earlier failure is the
 * verdict, on a tie the SMTP one.
 */
export async function runBothSides(context: ProbeContext): Promise<ProbeReport> {
  const stopSending = new AbortController()
  const stopLooking = new AbortController()
  const stopSubmitting = new AbortController()
  const answered = new AbortController()
  const ended = new AbortController()
  const failures: Failure[] = []
  let brokenOff: Ending | undefined
  const { clock } = context.ports

  function note(evidence: Evidence, happenedAtMs = clock.monotonicMs()): void {
    // Whoever was told first that time is up has not failed first.
    const atMs = evidence.kind === 'deadline' ? context.deadlineMs : happenedAtMs
    failures.push({ evidence, atMs })
  }

  const noteFailure = (own: AbortController, other: AbortController) => (error: unknown) => {
    other.abort('other-side-failed')
    if (!(error instanceof ProbeError)) throw error
    const { evidence, atMs } = error
    // A side that was stopped because of the other says `deadline` too, or what it was waiting out; only the
    // run's own signal makes it one.
    const isCut = evidence.kind === 'deadline' || (own.signal.aborted && isTransient(evidence))
    if (isCut && !context.signal.aborted) brokenOff = evidence
    else note(evidence, atMs)
    return undefined
  }

  const cancel = AbortSignal.any([context.signal, stopSending.signal])
  const stop = AbortSignal.any([context.signal, stopSubmitting.signal])
  const sending = maySend(context, cancel).then((may) =>
    may ? sendTestMessage(context, cancel, stop) : undefined,
  )
  const sent = sending.then(
    (outcome) => {
      // Not a failure yet: the mailbox decides. It becomes the verdict if the message is never seen.
      if (outcome?.kind === 'unanswered') note(outcome.evidence)
    },
    noteFailure(stopSending, stopLooking),
  )
  const written = sent.then(() => writeSent(context, ended.signal)).catch(noteFailure(ended, stopLooking))
  const looking = awaitArrival(context, AbortSignal.any([context.signal, stopLooking.signal]), sent)
  const arrived = looking.then(
    (seen) => {
      if (seen)
        void sleep(clock, SUBMIT_ANSWER_TIMEOUT, answered.signal).then(() => stopSubmitting.abort('seen'))
      else if (stopLooking.signal.aborted && !context.signal.aborted) brokenOff = { side: 'mailbox' }
      return seen
    },
    noteFailure(stopLooking, stopSending),
  )
  const answer = () => answered.abort()
  sent.then(answer, answer)
  await Promise.allSettled([sent, arrived])
  ended.abort()
  await Promise.allSettled([written])
  await Promise.all(context.farewells)

  failures.sort((a, b) => a.atMs - b.atMs || (a.evidence.side === 'smtp' ? -1 : 1))
  const [first] = failures
  if (brokenOff && first && first.evidence.side !== brokenOff.side)
    context.log.note(`broken off: ${inWords(first.evidence)}`, brokenOff)
  const seen = (await arrived) ?? context.ledger.open.seen
  await Promise.all([sent, written])
  const outcome = await withToldBySender(context, outcomeOf(context, seen, failures))
  const { waitedOutMs, sweptMessages } = context
  return {
    outcome,
    phases: phasesOf(context, seen),
    warnings: [...context.warnings],
    ...(waitedOutMs > 0 && { waitedOutMs }),
    ...(sweptMessages > 0 && { sweptMessages }),
  }
}

/**
 * Whether this run sends: not one that may have sent already. Where the mailbox refused the login at the last
 * try it waits until the login is taken; false where `cancel` fires first.
 */
async function maySend(
  { resumed, logInFirst, mailboxOpened }: ProbeContext,
  cancel: AbortSignal,
): Promise<boolean> {
  if (resumed) return false
  if (!logInFirst) return true
  const cancelled = new Promise<false>((resolve) => {
    cancel.addEventListener('abort', () => resolve(false), { once: true })
  })
  return Promise.race([mailboxOpened.promise.then(() => true), cancelled])
}

/** Why a dialogue failed, and where, as half a sentence. */
function inWords(evidence: Evidence): string {
  const { side, phase, command } = evidence
  const where = command ? `at ${command === '.' ? 'the final dot' : command}` : `in ${side}.${phase}`
  return `${reasonWords(reasonOf(evidence))}, ${where}`
}

function outcomeOf(context: ProbeContext, seen: Seen | undefined, failures: readonly Failure[]): Outcome {
  const { monitor, signal, ledger, resumed, unchanged } = context
  if (seen) {
    const unanswered = failures.some(({ evidence }) => evidence.side === 'smtp')
    if (unanswered) context.warnings.add('submit-answer-lost')
    const { outcome, warnings } = outcomeOfSeen(seen, monitor.mailbox.junk)
    for (const warning of warnings) context.warnings.add(warning)
    return outcome
  }
  if (signal.aborted && signal.reason !== 'deadline') return stopped(signal.reason)
  const first = failures[0]
  if (first) return outcomeOfFailure(first.evidence)
  if (resumed && ledger.open.stage !== 'sent') {
    const detail = 'an attempt ended while it was sending, and the message was not seen'
    return { kind: 'inconclusive', reason: 'run-interrupted', detail }
  }
  return { kind: 'lost', ...(unchanged && { detail: unchangedWords(unchanged) }) }
}

function stopped(reason: unknown): Outcome {
  return reason === 'probe-out-of-time'
    ? { kind: 'inconclusive', reason, detail: 'the process had no time left to go on waiting' }
    : { kind: 'inconclusive', reason: 'run-interrupted', detail: 'the process was asked to stop' }
}

/**
 * Connecting and login are those of the first mailbox session, the search and what follows those of the last.
 */
function phasesOf(context: ProbeContext, seen: Seen | undefined): Phases {
  const { sendingTimes, lastSessionTimes, firstSessionTimes = lastSessionTimes } = context
  const { search: _s, retrieve: _r, delete: _d, ...opening } = firstSessionTimes
  const { search, retrieve, delete: deletion } = lastSessionTimes
  const ending: PhaseTimes = {
    ...(search !== undefined && { search }),
    ...(retrieve !== undefined && { retrieve }),
    ...(deletion !== undefined && { delete: deletion }),
  }
  return {
    smtp: sendingTimes,
    ...(seen?.transitMs !== undefined && { transit: seen.transitMs }),
    mailbox: { ...opening, ...ending },
  }
}
