import type { Trial } from '../../../core/run/trial.ts'

/** Trials, for an hour. */
export interface TrialStore {
  findTrial(trialId: string): Promise<Trial | undefined>
  /** Puts it if there is none such. */
  putTrial(trial: Trial): Promise<boolean>
  /** Replaces it if it is at this stage still. */
  replaceTrial(next: Trial, stage: Trial['stage']): Promise<boolean>
  dropTrial(trialId: string): Promise<void>
}
