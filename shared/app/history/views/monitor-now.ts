import { type Condition, conditionOf } from '../../../core/definition/condition.ts'
import { serverUrl } from '../../../core/definition/fields/server-address.ts'
import type { Monitor, Problem } from '../../../core/definition/monitor.ts'
import { UNTIL_RESUMED } from '../../../core/definition/paused.ts'
import { writtenTags, writtenWindows } from '../../../core/definition/written-windows.ts'
import { type Cell, cellOf, epochHourOf } from '../../../core/history/hour-counts.ts'
import { type HealthNow, healthOf } from '../../../core/history/views/health.ts'
import { UNKNOWN_DEFINITION, criteriaOf } from '../../../core/judging/criteria.ts'
import { emptyState } from '../../../core/judging/evaluate.ts'
import { median } from '../../../core/judging/median.ts'
import type { GoodRun, Incident, LastRun, MonitorState } from '../../../core/judging/state.ts'
import { maintenanceAt } from '../../../core/maintenance/maintenance-at.ts'
import type { TagWindow } from '../../../core/maintenance/tag-windows.ts'
import { failedServer } from '../../../core/run/failed-server.ts'
import { scheduledAtOf } from '../../../core/run/run-id.ts'
import { type Reason, isLostReason } from '../../../core/run/statuses.ts'
import { type EpochMs, HOUR, type Millis } from '../../../core/time/units.ts'
import { reasonWords } from '../../../core/wording/words/reason-words.ts'
import { type RowSources, sourceOfRow } from '../../monitors/source-of-row.ts'
import { withSender } from '../../monitors/with-sender.ts'
import type { MonitorRow } from '../../ports/monitor-store.ts'
import { healthFacts } from './health-facts.ts'
import { shownName, shownText } from './shown-name.ts'
import { nextRunAfter } from './next-run.ts'

/** What is told of an incident that is open. */
export type OpenIncident = Pick<
  Incident,
  'incidentId' | 'openedAt' | 'failingSince' | 'failedRuns' | 'flapping' | 'acknowledged'
>

/** One monitor as it stands, from its row and its state; every text of a row is tame. */
export interface MonitorNow extends HealthNow {
  monitorId: string
  /** The id where the row has no name that can be read. */
  name: string
  tags: readonly string[]
  managedBy: MonitorRow['managedBy']
  /** Until somebody enables it. */
  disabled?: true
  /** When a pause ends; absent where it has no end, or there is none. */
  pausedUntil?: EpochMs
  /** When the maintenance that holds now ends. */
  maintenanceUntil?: EpochMs
  /** Why it is down, fails or could not be tested, by its last such run. */
  reason?: Reason
  /** As `the mailbox server refused the login`. */
  reasonWords?: string
  /** The server that this is about, as `pop3s://mail.example.com:995`. */
  server?: string
  /** Locations whose last conclusive run failed. */
  failingAt: readonly string[]
  /** When it ran last; of a state that holds no `lastRuns` yet, when that run was scheduled. */
  lastRunAt?: EpochMs
  /** The newest of `lastRuns`. */
  lastRun?: LastRun & { location: string }
  /** The newest of `lastGood`. */
  lastGoodRun?: GoodRun & { location: string }
  /** Of the last run; absent where that failed or was not measured. */
  roundTripMs?: Millis
  /** The median of the last 20 round trips. */
  usualRoundTripMs?: Millis
  /** 48, oldest first; the last is of the hour that holds now. */
  hours: readonly Cell[]
  /** When the first of them begins. */
  hoursFrom: EpochMs
  incident?: OpenIncident
  /** When its schedule starts a run next; absent while it is paused, or where that cannot be told. */
  nextRunAt?: EpochMs
  /** By location. */
  lastRuns: Readonly<Record<string, LastRun>>
  lastGood: Readonly<Record<string, GoodRun>>
  /** Mistakes of the row; its last definition without any is in force. */
  problems: readonly Problem[]
}

/** What rows are read with. */
export interface RowContext extends RowSources {
  now: EpochMs
  tagWindows: readonly TagWindow[]
}

const HOURS = 48

/** What is stored of a monitor: an empty state where there is none by now, or none that can be read. */
export interface Known {
  state: MonitorState
  unreadable: boolean
}

/** Among states that `findStates` found. */
export function knownOf(monitorId: string, states: ReadonlyMap<string, MonitorState | undefined>): Known {
  const state = states.get(monitorId)
  return { state: state ?? emptyState(monitorId), unreadable: !state && states.has(monitorId) }
}

/** The monitor as its row and its state have it. */
export function monitorNow(row: MonitorRow, { state, unreadable }: Known, context: RowContext): MonitorNow {
  const { now, tagWindows } = context
  const { definition, managedBy } = row
  const source = sourceOfRow(row, context)
  const condition = conditionOf(definition, source, now, context)
  const { kind, monitor } = condition
  const windows = writtenWindows(definition, tagWindows)
  const maintenance = maintenanceAt(windows, now)
  const problems = condition.problems.length > 0 ? condition.problems : (state.misconfigured?.problems ?? [])
  const criteria = monitor ? criteriaOf(monitor, [], context.knownLocations) : UNKNOWN_DEFINITION
  const paused = kind !== 'enabled'
  const misconfigured = problems.length > 0
  const standing = { now, paused, maintenance: maintenance !== undefined, misconfigured, unreadable }
  const health = healthOf(healthFacts(state, criteria, standing))
  const from = maintenance?.mode === 'pause' ? maintenance.until : now
  const { knownLocations } = context
  const scheduled = monitor && !paused && { monitor, managedBy, source, state, knownLocations }
  const nextRunAt = scheduled ? nextRunAfter(from, scheduled) : undefined
  return {
    ...shownName(row),
    tags: writtenTags(definition).map(shownText),
    managedBy,
    ...health,
    ...(kind === 'disabled' && { disabled: true }),
    ...pauseEnd(condition),
    ...(maintenance && { maintenanceUntil: maintenance.until }),
    ...whyOf(state, monitor && withSender(monitor, context), health),
    ...pastOf(state),
    ...hoursOf(state, now),
    ...(nextRunAt !== undefined && { nextRunAt }),
    problems,
  }
}

function pauseEnd({ kind, pausedUntil }: Condition): Pick<MonitorNow, 'pausedUntil'> {
  const ends = kind === 'paused' && pausedUntil !== undefined && pausedUntil < Date.parse(UNTIL_RESUMED)
  return ends ? { pausedUntil } : {}
}

/** Of an incident by its last failing run, else by the last run that did not pass, while that matters. */
function whyOf(
  state: MonitorState,
  monitor: Monitor | undefined,
  { failing, marks }: HealthNow,
): Pick<MonitorNow, 'reason' | 'reasonWords' | 'server'> {
  const matters = failing !== undefined || marks.includes('not-tested')
  const last = newest(state.lastRuns, ({ status }) => status !== 0)
  const run = state.incident ? (state.lastFailure ?? last) : matters ? last : undefined
  if (!run?.reason) return {}
  const { reason, phase } = run
  // A message that did not arrive is missing in the mailbox, whoever lost it.
  const side = phase ?? (isLostReason(reason) ? 'mailbox.search' : undefined)
  const server = monitor && failedServer(side, monitor)
  return { reason, reasonWords: reasonWords(reason), ...(server && { server: serverUrl(server) }) }
}

type Past = 'failingAt' | 'lastRunAt' | 'lastRun' | 'lastGoodRun' | 'roundTripMs' | 'usualRoundTripMs'

function pastOf(state: MonitorState): Pick<MonitorNow, Past | 'incident' | 'lastRuns' | 'lastGood'> {
  const { judged, lastRuns, lastGood, views, recentRoundTripMs, incident } = state
  const lastRun = newest(lastRuns)
  const lastRunAt =
    lastRun?.finishedAt ?? Math.max(...Object.values(judged).map((id) => scheduledAtOf(id) ?? NaN))
  const lastGoodRun = newest(lastGood)
  const usualRoundTripMs = median(recentRoundTripMs)
  const streaks = Object.entries(views.every.locations)
  return {
    failingAt: streaks.filter(([, { failures }]) => failures > 0).map(([location]) => location),
    ...(Number.isFinite(lastRunAt) && { lastRunAt }),
    ...(lastRun && { lastRun }),
    ...(lastGoodRun && { lastGoodRun }),
    ...(lastRun?.status === 0 && lastRun.roundTripMs !== undefined && { roundTripMs: lastRun.roundTripMs }),
    ...(usualRoundTripMs !== undefined && { usualRoundTripMs }),
    ...(incident && { incident: openIncident(incident) }),
    lastRuns,
    lastGood,
  }
}

function openIncident(incident: Incident): OpenIncident {
  const { incidentId, openedAt, failingSince, failedRuns, flapping, acknowledged } = incident
  return {
    ...{ incidentId, openedAt, failingSince, failedRuns },
    ...(flapping && { flapping }),
    ...(acknowledged && { acknowledged }),
  }
}

function newest<Run extends { finishedAt: EpochMs }>(
  byLocation: Readonly<Record<string, Run>>,
  fits: (run: Run) => boolean = () => true,
): (Run & { location: string }) | undefined {
  const [newest] = Object.entries(byLocation)
    .map(([location, run]) => ({ ...run, location }))
    .filter(fits)
    .sort((a, b) => b.finishedAt - a.finishedAt)
  return newest
}

function hoursOf({ recentHours }: MonitorState, now: EpochMs): Pick<MonitorNow, 'hours' | 'hoursFrom'> {
  const firstHour = epochHourOf(now) - HOURS + 1
  return {
    hoursFrom: firstHour * HOUR,
    hours: Array.from({ length: HOURS }, (_, index) => cellOf(recentHours[firstHour + index] ?? {})),
  }
}

/** Of its locations only one fails: that is said. */
export function failingAlone({ failingAt, lastRuns }: MonitorNow): { location?: string } {
  const [location, ...more] = failingAt
  const isAlone = location !== undefined && more.length === 0 && Object.keys(lastRuns).length > 1
  return isAlone ? { location } : {}
}
