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
 * when they say and hear it; secrets are replaced and hostile bytes tamed in the same step.
 */
export interface Dialogue {
  readonly side: Side
  readonly phase: PhaseName
  /** Ms by phase of this session; a phase entered twice adds up. */
  readonly times: PhaseTimes
  client(text: string): void
  server(text: string): void
  note(text: string): void
  /** As `DiagnosticLog.hide`: for what an adapter derives from a secret, as the digest of a challenge. */
  hide(secret: string): void
  /** The text without any hidden secret, one tame line: for what goes into evidence. */
  safe(text: string): string
  /** Runs `work` as this phase; its time counts whether it succeeds or throws. */
  during<T>(phase: PhaseName, work: () => Promise<T>): Promise<T>
}

/** Where one side of a run came to its end; no phase: between two sessions. */
export interface Ending {
  side: Side
  phase?: PhaseName
}

export interface DiagnosticLog {
  /** From now on every spelling of this secret is replaced by a mark; lines that stand already are not. */
  hide(secret: string): void
  /**
   * The text without any hidden secret, one tame line of at most 500 characters. Pass it whole: half a secret
   * is not found.
   */
  safe(text: string): string
  dialogue(side: Side): Dialogue
  /** A remark on the run itself, or on one side of it after its last session. */
  note(text: string, on?: Ending): void
  /** At most 1000. */
  lines(): readonly LogLine[]
}
