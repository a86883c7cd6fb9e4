import { digestIn } from '../run/run-id.ts'
import type { RunRequest, RunResult } from '../run/run.ts'
import type { AwaitedRecheck, MonitorState } from './state.ts'
import { type EpochMs, MINUTE, type Millis, SECOND } from '../time/units.ts'
import { judgeFailure } from './incident.ts'
import { runIdOf } from '../identity/run-key.ts'
import type { Criteria } from './criteria.ts'
import { withHourCorrected } from './recent.ts'
import { isHeard } from './silence.ts'
import { withRun } from './views.ts'

/**
 * Whoever recorded the failing run starts its recheck; where that was lost, somebody else does after this
 * long, and again.
 */
const START_AGAIN: Millis = MINUTE
/** Beyond twice the timeout, for starts and stores that take their time. */
const RECHECK_GRACE: Millis = 5 * MINUTE
const LONGEST_TIMEOUT_SECONDS = 300

/**
 * The failure waits for its recheck before it counts for policies with `verify`. One from elsewhere is due at
 * once: no location may start runs at another, so that the watchdog does.
 */
export function awaitRecheck(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  const timeoutMs = (criteria.rhythm?.timeoutSeconds ?? LONGEST_TIMEOUT_SECONDS) * SECOND
  const counted = criteria.policies.some(({ verify }) => !verify)
  const awaited: AwaitedRecheck = {
    run,
    startAt: isElsewhere(criteria) ? run.finishedAt : run.finishedAt + START_AGAIN,
    countsAt: run.finishedAt + 2 * timeoutMs + RECHECK_GRACE,
    ...(counted && { counted }),
  }
  return { ...state, awaitsRecheck: { ...state.awaitsRecheck, [run.location]: awaited } }
}

/** Whether other locations confirm what one of them saw. */
export function isElsewhere({ policies }: Criteria): boolean {
  return policies.some(({ verify }) => verify === 'elsewhere')
}

/** The run that is to confirm a failure: the same for the same failure and place, whoever asks. */
export function recheckOf({ run }: Pick<AwaitedRecheck, 'run'>, location = run.location): RunRequest {
  const { monitorId, finishedAt, runId } = run
  return { monitorId, location, scheduledAt: finishedAt, trigger: 'recheck', requestId: digestIn(runId) }
}

/**
 * Where a failure is rechecked next: at its own location, or from elsewhere at the one that follows it in the
 * order written. Those that fail themselves come after those that do not, and its own is the last resort;
 * those that are silent or do not stand are passed over. Where the recheck does not come, the next start asks the next of them, so that
 * a Region that is down confirms nothing and holds up nothing.
 */
export function recheckPlace(
  state: MonitorState,
  { run, startAt }: Pick<AwaitedRecheck, 'run' | 'startAt'>,
  criteria: Criteria,
): string {
  if (!isElsewhere(criteria)) return run.location
  const { locations = [] } = criteria
  const own = locations.indexOf(run.location)
  const others = [...locations.slice(own + 1), ...locations.slice(0, Math.max(own, 0))].filter((location) =>
    isHeard(location, state),
  )
  const fails = (location: string) => (state.views.every.locations[location]?.failures ?? 0) > 0
  const places = [...others.filter((one) => !fails(one)), ...others.filter(fails), run.location]
  const starts = Math.max(0, Math.ceil((startAt - run.finishedAt) / START_AGAIN) - 1)
  return places[starts % places.length] ?? run.location
}

/**
 * The failure that the run decides about, if one waits for it: its own location's or, of a recheck, the one that
 * it was started for, wherever it ran.
 */
export function awaitedBy({ awaitsRecheck }: MonitorState, run: RunResult): AwaitedRecheck | undefined {
  if (run.trigger !== 'recheck') return awaitsRecheck[run.location]
  return Object.values(awaitsRecheck).find(
    (awaited) => runIdOf(recheckOf(awaited, run.location)) === run.runId,
  )
}

/** The recheck was started once more. */
export function startedAgain(state: MonitorState, awaited: AwaitedRecheck, now: EpochMs): MonitorState {
  const later = { ...awaited, startAt: now + START_AGAIN }
  return { ...state, awaitsRecheck: { ...state.awaitsRecheck, [awaited.run.location]: later } }
}

/** Neither started again nor counted before then. */
export function waitingUntil(state: MonitorState, awaited: AwaitedRecheck, at: EpochMs): MonitorState {
  const waiting = { ...awaited, startAt: at, countsAt: at }
  return { ...state, awaitsRecheck: { ...state.awaitsRecheck, [awaited.run.location]: waiting } }
}

/** The run that decides passed: the failure counts as none, which its result shall say. */
export function recheckPassed(state: MonitorState, awaited: AwaitedRecheck, by: RunResult): MonitorState {
  const { run } = awaited
  const settled = withHourCorrected(withoutAwaited(state, run.location), run)
  return {
    ...settled,
    // Wherever it was made, it says how the location of the failure is.
    views: {
      ...settled.views,
      verified: withRun(settled.views.verified, { ...by, location: run.location }),
    },
    unnotedRechecks: [...settled.unnotedRechecks, run.runId],
  }
}

/** The failure counts: it was confirmed, or nobody could say otherwise in time. */
export function recheckFailed(
  state: MonitorState,
  { run, counted }: AwaitedRecheck,
  criteria: Criteria,
  now: EpochMs,
): MonitorState {
  const settled = withoutAwaited(state, run.location)
  const seen = { ...settled, views: { ...settled.views, verified: withRun(settled.views.verified, run) } }
  // Where others counted it at once, it is news only to those that waited.
  const policies = criteria.policies.filter(({ verify }) => verify || !counted)
  return judgeFailure(seen, run, { ...criteria, policies }, now, counted)
}

function withoutAwaited(state: MonitorState, location: string): MonitorState {
  const { [location]: _settled, ...awaitsRecheck } = state.awaitsRecheck
  return { ...state, awaitsRecheck }
}
