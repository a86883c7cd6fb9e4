import { contentId } from '../identity/content-id.ts'
import type { Monitor } from '../definition/monitor.ts'
import { isPaused } from '../definition/paused.ts'
import type { RunResult } from '../run/run.ts'
import type { MonitorAlert, MonitorState, MonitorTransition } from './state.ts'
import { intervalsOfTurn } from '../schedule/turn.ts'
import { type EpochMs, MINUTE, type Millis, SECOND } from '../time/units.ts'

/**
 * What a result may be late beyond its run's timeout: a start that waits its turn, a handler that runs again.
 */
const GRACE: Millis = 5 * MINUTE
/** From this interval on one missing result is told; two would take hours. */
const ONE_IS_ENOUGH_MINUTES = 60

/** How often a monitor, or one of its locations, runs, and how long a run may take. */
export interface Rhythm {
  intervalMinutes: number
  timeoutSeconds: number
}

type Turns = Partial<Pick<Monitor, 'locationMode' | 'locationsPerRun'>>

/** How often each of so many locations runs. */
export function rhythmInTurn(monitor: Rhythm & Turns, locations: number): Rhythm {
  const { intervalMinutes, timeoutSeconds, locationMode, locationsPerRun = 1 } = monitor
  const intervals = locationMode === 'rotate' ? intervalsOfTurn(locations, locationsPerRun) : 1
  return { intervalMinutes: intervals * intervalMinutes, timeoutSeconds }
}

/**
 * When a monitor counts as silent if its last result was of the run scheduled at `heardAt`: two runs (one, if
 * they are an hour or more apart) are then past their due time, timeout and 5 minutes.
 */
export function silentAfter(heardAt: EpochMs, { intervalMinutes, timeoutSeconds }: Rhythm): EpochMs {
  const missed = intervalMinutes >= ONE_IS_ENOUGH_MINUTES ? 1 : 2
  return heardAt + missed * intervalMinutes * MINUTE + timeoutSeconds * SECOND + GRACE
}

/**
 * Sees to it that a result is expected from each of these locations, at the latest as if one had come now;
 * and from no other.
 */
export function expectResults(
  state: MonitorState,
  locations: readonly string[],
  rhythm: Rhythm,
  now: EpochMs,
): MonitorState {
  const latest = silentAfter(now, rhythm)
  const expected = Object.fromEntries(
    locations
      .filter((location) => state.silent[location] === undefined)
      .map((location) => [location, Math.min(state.expected[location] ?? latest, latest)]),
  )
  const silent = Object.fromEntries(
    Object.entries(state.silent).filter(([location]) => locations.includes(location)),
  )
  return { ...state, expected, silent }
}

/** Whether what the location sees counts: it was not told to be silent, and it stands. */
export function isHeard(location: string, { silent, absent }: MonitorState): boolean {
  return silent[location] === undefined && absent[location] === undefined
}

/** Of all other locations nothing is expected any more; the same state where nothing was. */
export function expectedOnlyAt(state: MonitorState, locations: readonly string[]): MonitorState {
  const { expected, silent } = state
  const isThere = ([location]: readonly [string, unknown]) => locations.includes(location)
  if ([...Object.entries(expected), ...Object.entries(silent)].every(isThere)) return state
  return {
    ...state,
    expected: Object.fromEntries(Object.entries(expected).filter(isThere)),
    silent: Object.fromEntries(Object.entries(silent).filter(isThere)),
  }
}

/** Nothing is expected of a monitor that is disabled or gone, and nobody is told that it is silent. */
export function expectNothing(state: MonitorState): MonitorState {
  return { ...state, expected: {}, silent: {} }
}

/**
 * What is expected of a monitor as it stands now: nothing of one that is disabled; of one that is paused,
 * results after that. `rhythm`: how often each location runs; absent: as `locations`, which are all of them, share
 * the runs.
 */
export function withExpectations(
  state: MonitorState,
  monitor: Rhythm & Turns & Pick<Monitor, 'enabled' | 'pausedUntil'>,
  locations: readonly string[],
  now: EpochMs,
  rhythm = rhythmInTurn(monitor, locations.length),
): MonitorState {
  const { enabled, pausedUntil = now } = monitor
  if (!enabled) return expectNothing(state)
  return isPaused(monitor, now)
    ? expectResults(expectNothing(state), locations, rhythm, pausedUntil)
    : expectResults(state, locations, rhythm, now)
}

/**
 * A result came: the next is expected, and a silence that was told is over, which is told to the same; of a
 * result in a maintenance window by the first one after it.
 */
export function heard(
  state: MonitorState,
  { location, scheduledAt, finishedAt, maintenance }: RunResult,
  rhythm: Rhythm | undefined,
  topics: readonly string[],
): MonitorState {
  if (maintenance && !isHeard(location, state)) return state
  const { [location]: _until, ...others } = state.expected
  const expected = rhythm ? { ...others, [location]: silentAfter(scheduledAt, rhythm) } : others
  const { [location]: since, ...silent } = state.silent
  const { [location]: _since, ...absent } = state.absent
  const next = { ...state, expected, silent, absent }
  return since === undefined ? next : tell(next, 'heard', { location, since, topics, now: finishedAt })
}

/** The result of this location did not come. It is told once; from then on only a result ends it. */
export function fallenSilent(state: MonitorState, { location, since, topics, now }: Told): MonitorState {
  const { [location]: _until, ...expected } = state.expected
  const silent = { ...state.silent, [location]: since }
  return tell({ ...state, expected, silent }, 'silent', { location, since, topics, now })
}

interface Told {
  location: string
  since: EpochMs
  topics: readonly string[]
  now: EpochMs
}

function tell(state: MonitorState, transition: MonitorTransition, told: Told): MonitorState {
  const { monitorId } = state
  const { location, since, topics, now } = told
  const alerts = topics.map((topic): MonitorAlert => ({
    alertId: contentId(monitorId, transition, location, String(since), topic),
    transition,
    topic,
    createdAt: now,
    monitorId,
    location,
    since,
  }))
  return { ...state, owed: [...state.owed, ...alerts] }
}
