import type { Evidence } from './evidence.ts'
import type { Phases } from '../time/phases.ts'
import type { GrantReason, LostReason, Reason, SenderReason, Status } from './statuses.ts'
import type { EpochMs, Millis } from '../time/units.ts'

/** Why a run was made. `on-demand` is stored and listed, never judged. */
export type Trigger = 'schedule' | 'on-demand' | 'recheck'

/** The input of a run, as rule, schedule, watchdog and clock send it. */
export interface RunRequest {
  monitorId: string
  location: string
  scheduledAt: EpochMs
  trigger: Trigger
  /**
   * Tells apart two runs of one instant that are not the schedule's; absent when the trigger is `schedule`.
   */
  requestId?: string
}

/** Names one run everywhere: its items in the store, its test message's header, its alerts. */
export interface RunKey {
  monitorId: string
  runId: string
}

/** Something seen in a run that delivered all the same, or that an administrator should know of. */
export type Warning =
  | 'not-deleted'
  | 'duplicate'
  | 'certificate-not-verified'
  | 'password-in-clear'
  | 'submit-answer-lost'
  | 'refusal-waited-out'
  | 'mailbox-waited-for'
  | 'leftovers-swept'
  | 'taken-over'
  | 'secret-re-read'
  | 'secret-for-any-host'
  | 'recheck-passed'
  | 'header-removed'
  | 'found-in-junk'
  | 'junk-not-looked-into'
  | 'deleted-came-back'

/** What a run came to, before it has a status. */
export type Outcome =
  | { kind: 'delivered'; roundTripMs?: Millis; resolutionMs?: Millis }
  | { kind: 'failed'; evidence: Evidence }
  /** With what a login was refused before, by the run that was scheduled then; this one did not try it again. */
  | { kind: 'failed'; evidence: Evidence; tried: false; refusedAt: EpochMs }
  /** `reason`: default `message-not-delivered`; `detail`: what there was in its place, or what its sender told of it. */
  | { kind: 'lost'; reason?: LostReason; detail?: string }
  | { kind: 'inconclusive'; reason: InconclusiveReason; detail: string }

export type InconclusiveReason =
  | 'secret-not-found'
  | 'secret-forbidden'
  | 'secret-not-for-host'
  | GrantReason
  | SenderReason
  | 'monitor-invalid'
  | 'run-not-started'
  | 'run-too-late'
  | 'run-interrupted'
  | 'probe-out-of-time'
  | 'internal-error'

/** A test message that a later run found after its own run had given up. */
export interface LateArrival {
  /** When the later run looked and saw it. */
  seenAt: EpochMs
  /**
   * From its own run's accepted MAIL FROM, or the start where that is not known, until a later run saw it:
   * its way took that long at most. Taken across two runs by their wall clocks, so no figure to add up; below
   * 0, where one was set meanwhile, it is unknown.
   */
  delayMs: Millis
  /** It was found in the junk folder. */
  junked?: true
  /** The result is from before it held a hash of its token: whoever can write to the mailbox could say so. */
  unproved?: true
}

/** The stored record of a run: about 0.5 KB, so that a day reads in a few units. */
export interface RunResult {
  monitorId: string
  runId: string
  location: string
  trigger: Trigger
  scheduledAt: EpochMs
  startedAt: EpochMs
  finishedAt: EpochMs
  status: Status
  outcome: Outcome['kind']
  /** Absent when the message came back. */
  reason?: Reason
  /** Where it failed, as `smtp.submit`; absent unless the outcome is `failed`. */
  phase?: string
  /** The server's own words, or what was missing; tamed, at most 300 characters. */
  detail?: string
  /**
   * No server was spoken to: the login had been refused, and it was not time to try it again. In no
   * availability; judged only for a refusal that this monitor has not met itself.
   */
  tried?: false
  /** Beside `tried: false`: when the run was scheduled, of whichever monitor, whose login was refused last. */
  refusedAt?: EpochMs
  warnings: readonly Warning[]
  phases: Phases
  /** From the MAIL FROM that was accepted until the message was first seen; absent when unknown. */
  roundTripMs?: Millis
  /** The gap to the look before: the error bar of `roundTripMs`. */
  resolutionMs?: Millis
  /** Time spent waiting out passing refusals before the accepted MAIL FROM. */
  waitedOutMs?: Millis
  /** Old test messages of this installation that this run deleted. */
  sweptMessages?: number
  /** Of a lost run, `contentId` of its token: only the message that was sent can arrive late. */
  tokenHash?: string
  lateArrival?: LateArrival
  /**
   * What took longer than the definition's threshold, as `roundTrip` or `smtp.connect`; absent when nothing
   * did.
   */
  slow?: readonly string[]
  /** Made in a maintenance window: stored, and judged for nothing. */
  maintenance?: true
  /**
   * It lay ahead when the wall clock was set back: it is no news when its time comes, and stands in no run's way.
   */
  aheadOfClock?: true
  /** Hash of the definition that the run was made with. */
  definitionHash: string
}

/**
 * The round-trip time as a figure to reckon with: taken across two processes, it counts the time in which
 * nobody looked, and is none.
 */
export function measuredRoundTripMs({
  roundTripMs,
  warnings,
}: Pick<RunResult, 'roundTripMs' | 'warnings'>): Millis | undefined {
  return warnings.includes('taken-over') ? undefined : roundTripMs
}

/** How far a run under way has come. From `submitting` on nobody else may send. */
export type Stage = 'claimed' | 'submitting' | 'sent' | 'parked'

/** A run under way, as it stands in the store: all that another invocation needs to go on. */
export interface OpenRun extends RunRequest {
  runId: string
  /** Who holds the claim; every write of a stage is conditional on it. */
  attempt: string
  /** The claim lapses here; after it anyone may take the run over. */
  until: EpochMs
  stage: Stage
  token: string
  startedAt: EpochMs
  deadline: EpochMs
  /** When MAIL FROM was said by the attempt that won `submitting`. */
  mailFromAt?: EpochMs
  /** When the server took the message. */
  acceptedAt?: EpochMs
  seen?: Seen
  /** How many attempts there have been; 1 unless taken over. */
  attempts: number
}

/** The finding of the test message, written down before it is deleted. */
export interface Seen {
  at: EpochMs
  roundTripMs?: Millis
  resolutionMs?: Millis
  transitMs?: Millis
  /**
   * Present if the message was found only in the junk folder: what marks it there, redacted, at most 270
   * characters; may be empty.
   */
  junkMarks?: string
}

export type LogSide = 'client' | 'server' | 'note'

/** One line of the diagnostic log, redacted and tamed when it was written. */
export interface LogLine {
  /** Ms since the run started. */
  atMs: Millis
  dialogue: 'smtp' | 'mailbox' | 'run'
  side: LogSide
  /** The phase under way, or empty before the first. */
  phase: string
  text: string
}
