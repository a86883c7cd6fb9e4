import type { LogLine, RunKey } from '../../../core/run/run.ts'
import type { PhaseEvent } from '../dialogue.ts'

/** What was new in a run under way, redacted and tamed as its diagnostic log is. */
export interface LiveNews {
  /** Rises: 1001, 1002 and so on of the first attempt, 2001 and so on of the next. */
  number: number
  /** At most 1000. */
  lines: readonly LogLine[]
  phases: readonly PhaseEvent[]
}

/** How runs on demand are watched; kept an hour. */
export interface LiveNewsStore {
  putLive(run: RunKey, news: LiveNews): Promise<void>
  /** Those behind the number `after`, in order; without those that cannot be read. */
  findLive(run: RunKey, after: number): Promise<LiveNews[]>
}
