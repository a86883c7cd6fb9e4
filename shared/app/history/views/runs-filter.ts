import type { Outcome, Trigger } from '../../../core/run/run.ts'
import type { Reason } from '../../../core/run/statuses.ts'
import type { EpochMs } from '../../../core/time/units.ts'

/** Which runs are meant; absent: all. */
export interface RunsFilter {
  /** Scheduled at or after it; default: 400 days ago. */
  from?: EpochMs
  /** Scheduled before it; default: the end of the hour that holds now. */
  to?: EpochMs
  /** With it, or a reason, and without a trigger, those on demand are left out. */
  outcome?: Outcome['kind']
  reason?: Reason
  /** What availability counts as failed: scheduled, outside of maintenance, tried, and no recheck passed. */
  failed?: true
  location?: string
  trigger?: Trigger
  /** 1 to 200, default 50. */
  limit?: number
}
