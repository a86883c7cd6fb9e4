import { type Evidence, type HealthFacts, freshUntil } from '../../../core/history/views/health.ts'
import { type Criteria, rhythmOfLocation } from '../../../core/judging/criteria.ts'
import { nearlyDown } from '../../../core/judging/nearly-down.ts'
import { silentAfter } from '../../../core/judging/silence.ts'
import type { LastRun, MonitorState } from '../../../core/judging/state.ts'
import type { EpochMs } from '../../../core/time/units.ts'

interface Standing {
  now: EpochMs
  paused: boolean
  maintenance: boolean
  misconfigured: boolean
  unreadable: boolean
}

/** What is known of one location. */
interface LocationFacts {
  hasRun: boolean
  /** When its last run that could tell had come. */
  knownAt: EpochMs | undefined
  /** That run says how the monitor is. */
  fresh: boolean
  /** A result should have come by now. */
  overdue: boolean
}

/** What a monitor's health is decided by, as its state has it. */
export function healthFacts(state: MonitorState, criteria: Criteria, standing: Standing): HealthFacts {
  const { now, ...asked } = standing
  const locations = locationsOf(state).map((location) => factsOf(location, state, criteria, standing))
  const streaks = Object.values(state.views.every.locations)
  const lastRuns = Object.values(state.lastRuns)
  const failing = nearlyDown(state, criteria, now)
  const knownAt = latestOf(locations.flatMap((location) => location.knownAt ?? []))
  const allPass = streaks.every(({ failures }) => failures === 0)
  const upSince = allPass ? latestOf(streaks.map(({ since }) => since)) : undefined
  return {
    ...asked,
    evidence: evidenceOf(locations),
    slow: Object.values(state.paces).some(({ slow }) => slow > 0),
    silent: locations.some(({ overdue }) => overdue),
    untested: lastRuns.length > 0 && !lastRuns.some(couldTell),
    ...(state.incident && { downSince: state.incident.failingSince }),
    ...(failing && { failing }),
    ...(knownAt !== undefined && { knownAt }),
    ...(upSince !== undefined && { upSince }),
    ...slowSince(state),
  }
}

/** Where it runs, or has run, or should. */
function locationsOf({ judged, views, expected, silent }: MonitorState): string[] {
  return [...new Set([judged, views.every.locations, expected, silent].flatMap((part) => Object.keys(part)))]
}

function factsOf(
  location: string,
  state: MonitorState,
  criteria: Criteria,
  { now, paused, maintenance }: Standing,
): LocationFacts {
  const rhythm = rhythmOfLocation(criteria)
  const lastRun = state.lastRuns[location]
  const streak = state.views.every.locations[location]
  const times = [streak?.at, lastRun && couldTell(lastRun) ? lastRun.finishedAt : undefined]
  const known = times.filter((at) => at !== undefined)
  const knownAt = known.length > 0 ? Math.max(...known) : undefined
  const resting = paused || maintenance
  const expectedBy =
    state.expected[location] ?? (lastRun && rhythm ? silentAfter(lastRun.finishedAt, rhythm) : undefined)
  const overdue = state.silent[location] !== undefined || (!resting && now > (expectedBy ?? Infinity))
  return {
    hasRun: state.judged[location] !== undefined,
    knownAt,
    fresh: knownAt !== undefined && !overdue && (!rhythm || now <= freshUntil(knownAt, rhythm)),
    overdue,
  }
}

/** Whether the run says anything about the mail: it was conclusive, and its login was tried. */
export function couldTell({ status, tried }: Pick<LastRun, 'status' | 'tried'>): boolean {
  return status !== 90 && tried !== false
}

function evidenceOf(locations: readonly LocationFacts[]): Evidence {
  if (locations.some(({ fresh }) => fresh)) return 'fresh'
  if (locations.length > 0 && locations.every(({ overdue }) => overdue)) return 'stale'
  return locations.some(({ hasRun }) => hasRun) ? 'untested' : 'never'
}

/** As told or, of one slow run alone, when that ended. */
function slowSince({ toldSlow, paces, lastRuns }: MonitorState): Pick<HealthFacts, 'slowSince'> {
  const first = Object.entries(paces).flatMap(([location, { slow }]) =>
    slow === 1 ? (lastRuns[location]?.finishedAt ?? []) : [],
  )
  const since = Math.min(...Object.values(toldSlow).map((told) => told.since), ...first)
  return Number.isFinite(since) ? { slowSince: since } : {}
}

function latestOf(times: readonly EpochMs[]): EpochMs | undefined {
  return times.length > 0 ? Math.max(...times) : undefined
}
