import type { PhaseName, PhaseTimes, Side } from '../../core/time/phases.ts'
import type { LogLine } from '../../core/run/run.ts'
import type { Millis } from '../../core/time/units.ts'

/**
 * What whoever watches a run is told of it while it is under way: a phase of one session has begun or is
 * over.
 */
export interface PhaseEvent {
  side: Side
  /** 1 for the first session of its side, counting up. */
  session: number
  phase: PhaseName
  /** `broken-off`: it ended by an error, which may be that it was told to stop. */
  state: 'begun' | 'ended' | 'broken-off'
  /** Ms spent in this phase of this session so far; a phase entered twice adds up. */
  ms: Millis
}

/** Must return at once and never throw: the run goes through it. */
export type PhaseListener = (event: PhaseEvent) => void

/**
 * One session's part of the diagnostic log and its phase times. Adapters write to it what they say and hear,
 * when they say and hear it. What we say is shown without any hidden secret; what the server says, without
 * any part of the secrets that the servers of this side were sent in this run, and in answer to a login with
 * nothing but known words: what a server was not sent is not looked for, so that no guess of it is confirmed.
 */
export interface Dialogue {
  readonly side: Side
  readonly phase: PhaseName
  /** Ms by phase of this session; a phase entered twice adds up. */
  readonly times: PhaseTimes
  /** A line of ours; `sent`: what goes over the wire in the place of the mark for a secret. */
  client(text: string, sent?: string): void
  server(text: string): void
  /** A remark of ours. */
  note(text: string): void
  /**
   * What we counted, in our words and numbers alone: shown whatever the secrets are. Whoever sends a mail chooses
   * its size, and a gap would tell that a number is part of a password.
   */
  counted(text: string, from?: 'server'): void
  /**
   * From here on TLS stands, by a certificate that holds or need not. What was heard before it anybody between may
   * have said: it is not held against what was said under TLS alone.
   */
  secured(): void
  /** A remark in the server's words, as on its certificate. */
  quote(text: string): void
  /** As `DiagnosticLog.hide`: for what an adapter derives from a secret, as the digest of a challenge. */
  hide(secret: string): void
  /** Words of the server, whole, as `server` shows them, in one tame line: for what goes into evidence. */
  safe(text: string): string
  /** Whether a server of this side was sent a secret: then no part of a line is shown, which could end in one. */
  readonly isTold: boolean
  /** Forgets the times of `search`, `retrieve` and `delete`: they are those of the look that begins. */
  beginLook(): void
  /** Runs `work` as this phase; its time counts whether it succeeds or throws. */
  during<T>(phase: PhaseName, work: () => Promise<T>): Promise<T>
}

/** Where one side of a run came to its end; no phase: between two sessions. */
export interface Ending {
  side: Side
  phase?: PhaseName
}

export interface DiagnosticLog {
  /** From now on every spelling of this secret is replaced by a mark in what we say; lines that stand are not. */
  hide(secret: string): void
  /**
   * What the definition says openly, as a host or a user name: it is shown, and so are its words, though they
   * hold a secret.
   */
  know(text: string): void
  /** Our own text without any hidden secret, one tame line of at most 500 characters. Pass it whole. */
  safe(text: string): string
  dialogue(side: Side): Dialogue
  /** A remark on the run itself, or on one side of it after its last session. */
  note(text: string, on?: Ending): void
  /** At most 1000. */
  lines(): readonly LogLine[]
  /**
   * For who follows the run: the lines whose text is final that were not taken before, in order, at most 1000.
   * What a server says has to rest from one call to the next before it is: it is searched for secrets together.
   */
  takeNews(): readonly LogLine[]
}
