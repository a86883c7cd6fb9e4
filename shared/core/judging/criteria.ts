import type { MaintenanceWindow } from '../maintenance/window.ts'
import type { AlertPolicy, Monitor } from '../definition/monitor.ts'
import { DEFAULT_POLICIES } from '../definition/policies.ts'
import type { Rhythm } from './silence.ts'

/** What results of one monitor are judged by. */
export interface Criteria {
  policies: readonly AlertPolicy[]
  /** Absent where the definition has mistakes: then nobody can say when the next result is due. */
  rhythm?: Rhythm
  /**
   * Set by nobody until monitors name locations. Where it runs; what is known of other locations is
   * forgotten. Absent: wherever results come from.
   */
  locations?: readonly string[]
  /** Likewise. Its locations take turns, one at each interval; else all run at every one. */
  rotates?: boolean
  /** No runs are made for now, and nobody is told again of what was. */
  paused?: boolean
  /** Its own windows and those of its tags. */
  maintenance?: readonly MaintenanceWindow[]
}

/** Of a monitor whose definition has mistakes, and never was without. */
export const UNKNOWN_DEFINITION: Criteria = { policies: DEFAULT_POLICIES }

/** `tagWindows`: the maintenance windows of its tags. */
export function criteriaOf(monitor: Monitor, tagWindows: readonly MaintenanceWindow[] = []): Criteria {
  return {
    policies: monitor.alerts,
    rhythm: monitor,
    maintenance: [...monitor.maintenance, ...tagWindows],
  }
}
