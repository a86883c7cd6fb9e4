import type { LogLine, RunKey } from '../../../core/run/run.ts'

/** The diagnostic logs of runs. */
export interface RunLogStore {
  /**
   * Puts the log in place of an earlier one. `compactly`: in half the room, which versions before this do not read:
   * they show one line that says so.
   */
  putLog(run: RunKey, lines: readonly LogLine[], keepDays: number, compactly?: boolean): Promise<void>
  findLog(run: RunKey): Promise<LogLine[] | undefined>
}
