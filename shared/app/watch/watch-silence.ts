import type { Places } from '../../core/location/places.ts'
import { topicsTold } from '../../core/definition/policies.ts'
import { lastMaintenanceEnd, maintenanceAt } from '../../core/maintenance/maintenance-at.ts'
import type { Monitor } from '../../core/definition/monitor.ts'
import { isPaused, isPausedAsWritten } from '../../core/definition/paused.ts'
import { scheduledAtOf } from '../../core/run/run-id.ts'
import {
  type Rhythm,
  expectNothing,
  fallenSilent,
  silentAfter,
  withExpectations,
} from '../../core/judging/silence.ts'
import { rhythmOfLocation } from '../../core/judging/criteria.ts'
import { whereItStands } from '../../core/judging/listed.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import { DAY, type EpochMs, type Millis } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { MonitorRow } from '../ports/monitor-store.ts'
import type { RulesInForce } from '../monitors/rules-in-force.ts'
import type { AcceptedDefinitionStore } from '../ports/stores/accepted-definitions.ts'

/**
 * How far back a window can have ended for whose sake a run was left out: the longest interval is a day, the
 * longest window a week.
 */
const LONGEST_WINDOW: Millis = 14 * DAY

export interface SilencePorts {
  clock: Clock
  runs: AcceptedDefinitionStore
  /**
   * When this watch itself began, where monitors run only while it does; what was due before is nobody's
   * fault.
   */
  watchingSince?: EpochMs
  /** Asked where a result did not come: of a location that was taken away none is expected. Absent: any stands. */
  places?: () => Promise<Places>
}

/**
 * The state with the monitor pronounced silent wherever its expected result did not come. What is expected is
 * worked out anew from the definition that stands now: a monitor that is paused or disabled meanwhile is not
 * silent, and a longer interval gives it longer.
 */
export async function silenceOf(
  before: MonitorState,
  row: MonitorRow,
  { parsed, criteria }: RulesInForce,
  { runs, clock, watchingSince = 0, places }: SilencePorts,
): Promise<MonitorState> {
  const now = clock.now()
  const { maintenance = [] } = criteria
  if (overdueAt(before, now).length === 0) return before
  const state = places
    ? whereItStands(before, criteria.locations ?? [], (await places()).standing, now)
    : before
  const overdue = overdueAt(state, now)
  if (overdue.length === 0) return state
  if (!parsed.ok) return expectNothing(state)
  const { monitor } = parsed
  const rhythm = rhythmOfLocation(criteria) ?? monitor
  // Runs are left out by what the row says now, also where it has mistakes and another definition is in
  // force.
  if (!isPaused(monitor, now) && isPausedAsWritten(row.definition, now)) return expectNothing(state)
  if (isPaused(monitor, now))
    return withExpectations(state, monitor, Object.keys(state.expected), now, rhythm)
  const window = maintenanceAt(maintenance, now)
  if (window) {
    const quiet = { ...monitor, pausedUntil: window.until }
    return withExpectations(state, quiet, Object.keys(state.expected), now, rhythm)
  }
  const accepted = await runs.findAccepted(row.monitorId)
  const windowEnd = lastMaintenanceEnd(maintenance, now - LONGEST_WINDOW, now) ?? 0
  const since = Math.max(accepted?.acceptedAt ?? 0, monitor.pausedUntil ?? 0, windowEnd, watchingSince)
  return overdue.reduce(
    (sofar, location) => silenceAt(sofar, location, { monitor, rhythm }, since, now),
    state,
  )
}

function overdueAt({ expected }: MonitorState, now: EpochMs): string[] {
  return Object.keys(expected).filter((location) => (expected[location] ?? 0) <= now)
}

function silenceAt(
  state: MonitorState,
  location: string,
  { monitor, rhythm }: { monitor: Monitor; rhythm: Rhythm },
  since: EpochMs,
  now: EpochMs,
): MonitorState {
  const judged = state.judged[location]
  const heardAt = (judged === undefined ? undefined : scheduledAtOf(judged)) ?? since
  const silentAt = silentAfter(Math.max(heardAt, since), rhythm)
  if (silentAt > now) return { ...state, expected: { ...state.expected, [location]: silentAt } }
  return fallenSilent(state, { location, since: heardAt, topics: topicsTold(monitor.alerts), now })
}
