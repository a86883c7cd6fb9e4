import type { LogLine, RunKey } from '../../../core/run/run.ts'

/** The diagnostic logs of runs. */
export interface RunLogStore {
  /** Puts the log in place of an earlier one. */
  putLog(run: RunKey, lines: readonly LogLine[], keepDays: number): Promise<void>
  findLog(run: RunKey): Promise<LogLine[] | undefined>
}
