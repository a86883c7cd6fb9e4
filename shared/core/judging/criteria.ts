import type { MaintenanceWindow } from '../maintenance/window.ts'
import type { AlertPolicy, Monitor } from '../definition/monitor.ts'
import { DEFAULT_POLICIES } from '../definition/policies.ts'
import { type KnownLocations, locationsOf } from '../location/known-locations.ts'
import type { Turn } from '../schedule/turn.ts'
import { type Rhythm, rhythmInTurn } from './silence.ts'

/** What results of one monitor are judged by. */
export interface Criteria {
  policies: readonly AlertPolicy[]
  /** Absent where the definition has mistakes: then nobody can say when the next result is due. */
  rhythm?: Rhythm
  /**
   * Where it runs, in the order written; what is known of other locations is forgotten. Absent: wherever
   * results come from.
   */
  locations?: readonly string[]
  /** Its locations take turns, so many at each interval; absent: all run at every one. */
  perRun?: number
  /** No runs are made for now, and nobody is told again of what was. */
  paused?: boolean
  /** Its own windows and those of its tags. */
  maintenance?: readonly MaintenanceWindow[]
}

/** Of a monitor whose definition has mistakes, and never was without. */
export const UNKNOWN_DEFINITION: Criteria = { policies: DEFAULT_POLICIES }

/**
 * `tagWindows`: the maintenance windows of its tags. `known`: absent where nobody knows which locations there
 * are. No policy waits for more locations than there are, as on one machine, which is all of them.
 */
export function criteriaOf(
  monitor: Monitor,
  tagWindows: readonly MaintenanceWindow[] = [],
  known?: KnownLocations,
): Criteria {
  const common = { rhythm: monitor, maintenance: [...monitor.maintenance, ...tagWindows] }
  const locations = known && locationsOf(monitor, known)
  if (!locations || locations.length === 0) return { ...common, policies: monitor.alerts }
  const turn = turnOf(monitor, locations)
  const policies = monitor.alerts.map((policy) =>
    policy.minLocations > locations.length ? { ...policy, minLocations: locations.length } : policy,
  )
  return { ...common, policies, locations, ...(turn && { perRun: turn.perRun }) }
}

/** Of a monitor whose locations take turns. */
export function turnOf(
  { locationMode, locationsPerRun = 1, intervalMinutes }: Monitor,
  locations: readonly string[],
): Turn | undefined {
  const takesTurns = locationMode === 'rotate' && locations.length > locationsPerRun
  return takesTurns ? { locations, perRun: locationsPerRun, intervalMinutes } : undefined
}

/** How often each of its locations runs. */
export function rhythmOfLocation({ rhythm, perRun, locations = [] }: Criteria): Rhythm | undefined {
  if (!rhythm || perRun === undefined) return rhythm
  return rhythmInTurn({ ...rhythm, locationMode: 'rotate', locationsPerRun: perRun }, locations.length)
}
