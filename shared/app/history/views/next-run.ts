import { type DefinitionSource, type Monitor, isOnOneMachine } from '../../../core/definition/monitor.ts'
import type { MonitorState } from '../../../core/judging/state.ts'
import { scheduledAtOf } from '../../../core/run/run-id.ts'
import { turnOf } from '../../../core/judging/criteria.ts'
import { type KnownLocations, locationsOf } from '../../../core/location/known-locations.ts'
import { intervalAt, nextDue, nextStart, startDelay } from '../../../core/schedule/due-times.ts'
import { isItsTurn } from '../../../core/schedule/turn.ts'
import { type EpochMs, MINUTE } from '../../../core/time/units.ts'
import type { MonitorRow } from '../../ports/monitor-store.ts'

interface Scheduled {
  monitor: Monitor
  managedBy: MonitorRow['managedBy']
  source: DefinitionSource
  state: MonitorState
  /** Absent: it runs in one place. */
  knownLocations?: KnownLocations | undefined
}

/**
 * When the schedule starts a run next, after `at`: the clock of one machine, the schedule of a row, or the rule
 * of a stack monitor, which goes on from its last run.
 */
export function nextRunAfter(
  at: EpochMs,
  { monitor, managedBy, source, state, knownLocations }: Scheduled,
): EpochMs | undefined {
  if (isOnOneMachine(source)) {
    const delay = startDelay(monitor)
    return nextDue(monitor, at - delay) + delay
  }
  if (managedBy === 'table')
    return knownLocations ? nextOfAll(at, monitor, knownLocations) : nextStart(monitor, at)
  const times = Object.values(state.judged).flatMap((runId) => scheduledAtOf(runId) ?? [])
  if (times.length === 0) return undefined
  const last = Math.max(...times)
  const interval = monitor.intervalMinutes * MINUTE
  return last + Math.max(1, Math.floor((at - last) / interval) + 1) * interval
}

/** Each location has a schedule of its own; where they take turns, not each of its starts is a run. */
function nextOfAll(at: EpochMs, monitor: Monitor, known: KnownLocations): EpochMs | undefined {
  const locations = locationsOf(monitor, known)
  const turn = turnOf(monitor, locations)
  const starts = locations.flatMap((location) => {
    const isHome = location === known.home
    const interval = intervalAt(monitor, { location, isHome, takesTurns: turn !== undefined })
    const first = nextStart(interval, at)
    const coming = locations.map((_, number) => first + number * monitor.intervalMinutes * MINUTE)
    return coming.find((start) => !turn || isItsTurn(location, start, turn)) ?? []
  })
  return starts.length > 0 ? Math.min(...starts) : undefined
}
