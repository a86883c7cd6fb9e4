import type { OpenRun } from '../../../core/run/run.ts'
import type { EpochMs } from '../../../core/time/units.ts'

/** Something that someone must look at by now. */
export type DueItem =
  | { kind: 'run'; run: OpenRun }
  | { kind: 'state'; monitorId: string }
  /** As a definition writes it: `ssm:NAME`. */
  | { kind: 'grant'; grant: string }

/** The index of open runs, states and grants by the time at which someone must look at them. */
export interface DueIndex {
  /** What is due at `now`, oldest first, at most `limit`; may lag by a moment. */
  due(now: EpochMs, limit: number): Promise<DueItem[]>
}
