import type { RunResult } from './run.ts'
import { type EpochMs, type Millis, SECOND } from '../time/units.ts'

/** One run of a definition that is not saved. */
export interface Trial {
  trialId: string
  location: string
  /** As it was written, without mistakes. */
  definition: Readonly<Record<string, unknown>>
  askedAt: EpochMs
  /** `begun`: one process makes the run, and no other one will. */
  stage: 'asked' | 'begun' | 'ended'
  /** From `begun` on: when that was, and when it stops waiting. */
  startedAt?: EpochMs
  until?: EpochMs
  /** Once it has ended. */
  result?: RunResult
  /** The token in the subject of a test message that may be left in the mailbox. */
  leftToken?: string
}

/** What recording takes after that; a process that has not ended it by then is gone. */
export const TRIAL_ENDING: Millis = 30 * SECOND

/** What a probe is asked for. */
export interface TrialRequest {
  trialId: string
  location: string
}

/** By what the dialogues of a trial are stored, as those of a run are; no monitor's, and no run's either. */
export function trialKey(trialId: string) {
  return { monitorId: `#trial#${trialId}`, runId: 'trial' }
}
