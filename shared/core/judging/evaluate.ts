import { countInconclusive, withConclusive } from './inconclusive.ts'
import { judgeFailure, judgePass } from './incident.ts'
import { type Criteria, rhythmOfLocation } from './criteria.ts'
import { isListed, withListed } from './listed.ts'
import { judgePace } from './pace.ts'
import { withGlance, withHour } from './recent.ts'
import { awaitRecheck, awaitedBy, recheckFailed, recheckPassed } from './rechecks.ts'
import { NOTHING_SEEN, withRun } from './views.ts'
import { topicsTold } from '../definition/policies.ts'
import { withArrivalOf } from '../run/looking/arrivals.ts'
import { type RunResult, measuredRoundTripMs } from '../run/run.ts'
import { heard } from './silence.ts'
import type { MonitorState, OwedAlert } from './state.ts'
import type { EpochMs } from '../time/units.ts'

const ROUND_TRIPS_KEPT = 20

export function emptyState(monitorId: string): MonitorState {
  return {
    monitorId,
    version: 0,
    judged: {},
    views: { every: NOTHING_SEEN, verified: NOTHING_SEEN },
    awaitsRecheck: {},
    unnotedRechecks: [],
    untoldLate: [],
    unstoredIncidents: [],
    openings: [],
    paces: {},
    toldSlow: {},
    inconclusive: {},
    expected: {},
    silent: {},
    absent: {},
    owed: [],
    toldIds: [],
    recentRoundTripMs: [],
    recentArrivals: '',
    recentHours: {},
    lastRuns: {},
    lastGood: {},
  }
}

/**
 * The state after judging these results of one location, oldest first. Pure: the same state and results
 * always give the same incidents and alert ids, so it can be done again by whoever comes next. The caller
 * writes it with the next version.
 */
export function evaluate(
  state: MonitorState,
  results: readonly RunResult[],
  criteria: Criteria,
): MonitorState {
  return results.reduce((before, result) => judgeOne(before, result, criteria), withListed(state, criteria))
}

/** When someone must next look at this state; `undefined` while nothing is left to do. */
export function stateDueAt(state: MonitorState): EpochMs | undefined {
  const times = [
    ...owedTimes(state.owed),
    ...state.unstoredIncidents.map((incident) => incident.openedAt),
    ...judgedByTime(state),
    // An instant that has passed: the note is due at once.
    ...state.unnotedRechecks.map(() => 0),
  ]
  return times.length > 0 ? Math.min(...times) : undefined
}

/**
 * When somebody can next do something about what is owed. A topic hears its alerts in order, so that the
 * first of them is what the others wait for; folded ones have their time, and a test waits for nobody.
 */
function owedTimes(owed: readonly OwedAlert[]): EpochMs[] {
  const waitedFor = new Set<string>()
  return owed.flatMap(({ topic, transition, claimedUntil, foldedUntil, createdAt }) => {
    if (foldedUntil !== undefined || transition === 'test') return claimedUntil ?? foldedUntil ?? createdAt
    if (waitedFor.has(topic)) return []
    waitedFor.add(topic)
    return claimedUntil ?? createdAt
  })
}

/**
 * When time alone brings something about: a result is missing, a recheck is lost or counts, an alert is
 * repeated.
 */
export function judgedByTime({ expected, awaitsRecheck, incident }: MonitorState): EpochMs[] {
  return [
    ...Object.values(expected),
    ...Object.values(awaitsRecheck).flatMap(({ startAt, countsAt }) => [startAt, countsAt]),
    ...Object.values(incident?.told ?? {}).flatMap(({ repeatAt }) => repeatAt ?? []),
  ]
}

function judgeOne(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  if (run.trigger === 'recheck') return judgeRecheck(state, run, criteria)
  const judged = withHour({ ...state, judged: { ...state.judged, [run.location]: run.runId } }, run)
  if (!isListed(run.location, criteria)) return judged
  const came = heard(withGlance(judged, run), run, rhythmOfLocation(criteria), topicsTold(criteria.policies))
  return judgeHeard(came, run, criteria)
}

/**
 * It decides about the failure that waits for it, and is nothing else: no sign that its location's schedule
 * goes on, and no later run of that location, whose own may be under way still. One that no failure waits
 * for, or does any more, says nothing.
 */
function judgeRecheck(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  if (!awaitedBy(state, run) || !isListed(run.location, criteria)) return state
  const isLatest = run.finishedAt >= (state.lastRuns[run.location]?.finishedAt ?? -Infinity)
  return judgeHeard(isLatest ? withGlance(state, run) : state, run, criteria)
}

function judgeHeard(came: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  if (run.maintenance) return came
  if (run.tried === false) return judgeUntried(came, run, criteria)
  if (run.outcome === 'inconclusive') return judgeInconclusive(came, run, criteria)
  const conclusive = withConclusive(came, run)
  return run.trigger === 'recheck'
    ? settleRecheck(conclusive, run, criteria)
    : judgeScheduled(settleRecheck(conclusive, run, criteria), run, criteria)
}

/** A recheck that came to nothing leaves the failure standing: our own fault must not hide theirs. */
function judgeInconclusive(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  return failureStands(countInconclusive(state, run, criteria.policies), run, criteria)
}

/** A recheck that says nothing confirms the failure that waits for it. */
function failureStands(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  const awaited = run.trigger === 'recheck' ? awaitedBy(state, run) : undefined
  return awaited ? recheckFailed(state, awaited, criteria, run.finishedAt) : state
}

/**
 * It counts as a failure where the login was refused since this location's last run, by a run of another
 * monitor or location: who shares a login may never try it himself. Else it says nothing new, except that a
 * failure which waits for its recheck still stands.
 */
function judgeUntried(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  const { refusedAt = -Infinity, trigger, location } = run
  const isNews = refusedAt > (state.views.every.locations[location]?.at ?? -Infinity)
  if (isNews && trigger === 'schedule')
    return judgeScheduled(settleRecheck(state, run, criteria), run, criteria)
  return failureStands(state, run, criteria)
}

/**
 * Whatever conclusive run of the location comes next decides about a failure that waits, if no recheck did.
 */
function settleRecheck(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  const awaited = awaitedBy(state, run)
  if (!awaited) return state
  if (run.status !== 0) return recheckFailed(state, awaited, criteria, run.finishedAt)
  const passed = recheckPassed(state, awaited, run)
  return run.trigger === 'recheck' ? judgePass(passed, run, criteria) : passed
}

function judgeScheduled(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  return run.status === 0 ? passed(state, run, criteria) : failed(state, run, criteria)
}

function passed(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  const roundTripMs = measuredRoundTripMs(run)
  const measured =
    roundTripMs === undefined
      ? state
      : { ...state, recentRoundTripMs: [...state.recentRoundTripMs, roundTripMs].slice(-ROUND_TRIPS_KEPT) }
  const { every, verified } = measured.views
  const seen = {
    ...measured,
    views: { every: withRun(every, run), verified: withRun(verified, run) },
    recentArrivals: withArrivalOf(run, state.recentArrivals),
    untoldLate: state.untoldLate.filter(({ location }) => location !== run.location),
  }
  return judgePass(judgePace(seen, run, criteria.policies), run, criteria)
}

function failed(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  const { every, verified } = state.views
  const verifies = criteria.policies.some(({ verify }) => verify)
  // Where the location is known to fail, one more failure needs no recheck of its own.
  const waits = verifies && (verified.locations[run.location]?.failures ?? 0) === 0
  const seen = {
    ...state,
    views: { every: withRun(every, run), verified: waits ? verified : withRun(verified, run) },
  }
  const waiting = waits ? awaitRecheck(seen, run, criteria) : seen
  // For policies that wait for the recheck nothing has happened yet.
  const policies = criteria.policies.filter(({ verify }) => !waits || !verify)
  return policies.length > 0 ? judgeFailure(waiting, run, { ...criteria, policies }, run.finishedAt) : waiting
}
