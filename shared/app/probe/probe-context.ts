import type { Monitor } from '../../core/definition/monitor.ts'
import type { PhaseTimes, Phases, Side } from '../../core/time/phases.ts'
import type { Arrival } from '../../core/run/looking/arrivals.ts'
import type { Outcome, Warning } from '../../core/run/run.ts'
import type { Millis } from '../../core/time/units.ts'
import type { DiagnosticLog } from '../ports/dialogue.ts'
import type { LoginWatch } from '../ports/login.ts'
import type { Instant } from '../ports/clock.ts'
import type { SendingSession } from '../ports/mail.ts'
import type { DeletedBefore } from './mailbox/deleted-before.ts'
import type { UnchangedListing } from '../../core/wording/words/unchanged-listing.ts'
import type { RunLedger } from './run-ledger.ts'
import type { RunLogins } from './run-logins.ts'
import type { ProbePorts } from '../ports/run-ports.ts'

export interface ProbeInput {
  monitor: Monitor
  /** Somebody may have sent already: look only. */
  resumed: boolean
  ledger: RunLedger
  log: DiagnosticLog
  /** Of the monitor, newest last; absent where nothing is known of it. Never rejects. */
  arrivals?: Promise<readonly Arrival[]>
}

/** What a probe came to: the outcome and all that was measured on the way. */
export interface ProbeReport {
  outcome: Outcome
  phases: Phases
  warnings: readonly Warning[]
  waitedOutMs?: Millis
  sweptMessages?: number
}

/** What the two sides of one probe share; both write down here what they measure. */
export interface ProbeContext extends ProbeInput {
  ports: ProbePorts
  installation: string
  logins: RunLogins
  watches: Readonly<Record<Side | 'junk', LoginWatch>>
  /** Nothing is sent before the mailbox has taken the login. */
  logInFirst: boolean
  /** Told when a session with the mailbox stands. */
  mailboxOpened: PromiseWithResolvers<void>
  /** Fires when waiting ends, whatever the reason. */
  signal: AbortSignal
  /** The deadline on the monotonic clock; a look that would begin after it is not begun. */
  deadlineMs: Millis
  warnings: Set<Warning>
  /** The sending session under way or last: it knows when MAIL FROM was said. */
  sending?: SendingSession
  /** When the server took the message. */
  accepted?: Instant
  /** The phases of the last sending session. */
  sendingTimes: PhaseTimes
  /** The phases of the first mailbox session that stood, and of the last one begun. */
  firstSessionTimes?: PhaseTimes
  lastSessionTimes: PhaseTimes
  waitedOutMs: Millis
  sweptMessages: number
  deleted: DeletedBefore
  /** POP3: what all looks listed, while it is the same. */
  unchanged?: UnchangedListing | undefined
  /** Goodbyes that may take a moment; awaited before the probe ends. */
  farewells: Promise<void>[]
}

/** Whether the message was sent, or may have been. */
export function isSent({ accepted, sending }: ProbeContext): boolean {
  return accepted !== undefined || sending?.mayBeAccepted === true
}

/** Whom the test messages of this run come from, in envelope and header. */
export function senderOf({ monitor, ports }: ProbeContext): string {
  return monitor.smtp?.from ?? ports.senderAddress ?? monitor.emailAddress
}
