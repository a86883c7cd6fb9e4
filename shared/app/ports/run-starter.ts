import type { RunRequest } from '../../core/run/run.ts'

/** Starts a run at its location and does not wait for it: how the watchdog hands over a run past its time. */
export interface RunStarter {
  start(request: RunRequest): Promise<void>
}
