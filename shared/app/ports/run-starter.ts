import type { RunRequest } from '../../core/run/run.ts'
import type { TrialRequest } from '../../core/run/trial.ts'

/** Starts a run at its location and does not wait for it. Throws `NotStarted`, or what it cannot tell. */
export interface RunStarter {
  start(request: RunRequest): Promise<void>
}

/** The same of a trial, which stands in the store. */
export interface TrialStarter {
  startTrial(request: TrialRequest): Promise<void>
}

/** The run was not handed over, for a reason that the caller can mend; the message is one sentence for people. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted'
  readonly reason: 'throttled' | 'forbidden' | 'no-location'

  constructor(reason: NotStarted['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
