import { digestIn } from '../run/run-id.ts'
import type { RunRequest, RunResult } from '../run/run.ts'
import type { AwaitedRecheck, MonitorState } from './state.ts'
import { type EpochMs, MINUTE, type Millis, SECOND } from '../time/units.ts'
import { judgeFailure } from './incident.ts'
import type { Criteria } from './criteria.ts'
import { withHourCorrected } from './recent.ts'
import { withRun } from './views.ts'

/**
 * Whoever recorded the failing run starts its recheck; where that was lost, somebody else does after this
 * long, and again.
 */
const START_AGAIN: Millis = MINUTE
/** Beyond twice the timeout, for starts and stores that take their time. */
const RECHECK_GRACE: Millis = 5 * MINUTE
const LONGEST_TIMEOUT_SECONDS = 300

/** The failure waits for its recheck before it counts for policies with `verify`. */
export function awaitRecheck(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  const timeoutMs = (criteria.rhythm?.timeoutSeconds ?? LONGEST_TIMEOUT_SECONDS) * SECOND
  const counted = criteria.policies.some(({ verify }) => !verify)
  const awaited: AwaitedRecheck = {
    run,
    startAt: run.finishedAt + START_AGAIN,
    countsAt: run.finishedAt + 2 * timeoutMs + RECHECK_GRACE,
    ...(counted && { counted }),
  }
  return { ...state, awaitsRecheck: { ...state.awaitsRecheck, [run.location]: awaited } }
}

/** The run that is to confirm a failure: the same for the same failure, whoever asks. */
export function recheckOf({ run }: AwaitedRecheck): RunRequest {
  const { monitorId, location, finishedAt, runId } = run
  return { monitorId, location, scheduledAt: finishedAt, trigger: 'recheck', requestId: digestIn(runId) }
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

/** The next conclusive run of the location passed: the failure counts as none, which its result shall say. */
export function recheckPassed(state: MonitorState, awaited: AwaitedRecheck, by: RunResult): MonitorState {
  const { run } = awaited
  const settled = withHourCorrected(withoutAwaited(state, run.location), run)
  return {
    ...settled,
    views: { ...settled.views, verified: withRun(settled.views.verified, by) },
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
