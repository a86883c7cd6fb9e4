import { recheckOf } from '../../../core/judging/rechecks.ts'
import { runIdOf } from '../../../core/identity/run-key.ts'
import { DEFAULT_RETENTION, type Retention } from '../../../core/history/retention.ts'
import type { Incident, MonitorState } from '../../../core/judging/state.ts'
import type { ToldAlert } from '../../../core/judging/told-alert.ts'
import { currentRunId, scheduledAtOf } from '../../../core/run/run-id.ts'
import type { LogLine, RunResult } from '../../../core/run/run.ts'
import { DAY, type EpochMs, HOUR, MINUTE } from '../../../core/time/units.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IncidentStore } from '../../ports/stores/incidents.ts'
import type { StateStore } from '../../ports/stores/monitor-states.ts'
import type { RunLogStore } from '../../ports/stores/run-logs.ts'
import type { ResultStore } from '../../ports/stores/run-results.ts'
import type { ToldStore } from '../../ports/stores/told-alerts.ts'
import type { ResultHistory } from './view-ports.ts'

export type RunLog =
  | { kind: 'kept'; lines: readonly LogLine[] }
  /** Kept no longer: until about then. */
  | { kind: 'expired'; at: EpochMs }
  /** It has none, though it should: nobody could store it. */
  | { kind: 'missing' }

export interface AroundPorts {
  clock: Pick<Clock, 'now'>
  runs: Pick<RunLogStore, 'findLog'> &
    ResultHistory &
    Pick<ResultStore, 'findResult'> &
    Pick<StateStore, 'findStates'> &
    Pick<IncidentStore, 'findIncidentsAt'> &
    Pick<ToldStore, 'findTold'>
  /** How long logs are kept; absent: `DEFAULT_RETENTION`. */
  retention?: Pick<Retention, 'logDays' | 'failureLogDays'>
}

/** An alert that a run brings about is told within this, unless the publisher is out of order. */
const TOLD_WITHIN = HOUR
/** Runs next to another lie within so many intervals, where one may be missing or late. */
const NEAR_INTERVALS = 1.5
/** Results that are looked through for the last good one before a run, and before the incident around it. */
const LOOKED_BACK = 10

export async function logOf(
  run: RunResult,
  { clock, runs, retention = DEFAULT_RETENTION }: AroundPorts,
): Promise<RunLog> {
  const lines = await runs.findLog(run)
  if (lines) return { kind: 'kept', lines }
  const days = run.outcome === 'delivered' ? retention.logDays : retention.failureLogDays
  const expired = run.finishedAt + days * DAY
  return expired <= clock.now() ? { kind: 'expired', at: expired } : { kind: 'missing' }
}

/** The runs about the time at which that one was scheduled, itself among them, the oldest first. */
export async function runsNear(
  monitorId: string,
  runId: string,
  intervalMinutes: number,
  { runs }: AroundPorts,
): Promise<RunResult[]> {
  const at = scheduledAtOf(runId) ?? NaN
  const reach = NEAR_INTERVALS * intervalMinutes * MINUTE
  const near: RunResult[] = []
  for await (const run of runs.resultsBackwards(monitorId, { from: at - reach, before: at + reach }))
    near.push(run)
  return near.reverse()
}

/** The scheduled runs next to it, the recheck that it brought about, and the run whose recheck it is. */
export function neighboursOf(run: RunResult, near: readonly RunResult[]) {
  const isBefore = (one: RunResult) => currentRunId(one.runId) < currentRunId(run.runId)
  const here = near.filter(({ location, runId }) => location === run.location && runId !== run.runId)
  const scheduled = here.filter(({ trigger }) => trigger === 'schedule')
  return {
    before: scheduled.findLast(isBefore),
    after: scheduled.find((one) => !isBefore(one)),
    // A recheck is asked for at the instant at which the run that failed had ended.
    recheck:
      here.find(({ trigger, scheduledAt }) => trigger === 'recheck' && scheduledAt === run.finishedAt) ??
      near.find((one) => confirms(one, run)),
    recheckOf:
      run.trigger === 'recheck'
        ? (scheduled.find(({ finishedAt }) => finishedAt === run.scheduledAt) ??
          near.find((one) => confirms(run, one)))
        : undefined,
  }
}

/** Whether it is the recheck of that failure, wherever it ran. */
function confirms(recheck: RunResult, run: RunResult): boolean {
  return (
    recheck.trigger === 'recheck' &&
    run.trigger === 'schedule' &&
    recheck.runId === runIdOf(recheckOf({ run }, recheck.location))
  )
}

/** The incident that the run is part of, or in which it fell. */
export async function incidentOf(
  { monitorId, finishedAt, status, trigger }: RunResult,
  state: MonitorState | undefined,
  { runs }: AroundPorts,
): Promise<Incident | undefined> {
  if (trigger === 'on-demand') return undefined
  const open = state?.incident
  if (open && open.failingSince <= finishedAt) return open
  const around = await runs.findIncidentsAt(monitorId, finishedAt)
  const holding = around.find(
    ({ failingSince, resolvedAt = Infinity }) => failingSince <= finishedAt && finishedAt <= resolvedAt,
  )
  // One that passed before enough had failed is in none.
  return holding && (status !== 0 || holding.openedAt <= finishedAt) ? holding : undefined
}

/**
 * The last run before one that failed whose message came back, at its location, tests on demand left out: next
 * to it, or by the state the newest of all, else among the runs just before it or before its incident began.
 */
export async function lastGoodBefore(
  run: RunResult,
  near: readonly RunResult[],
  { state, incident }: { state: MonitorState | undefined; incident: Incident | undefined },
  { runs }: AroundPorts,
): Promise<RunResult | undefined> {
  const { monitorId, runId, location, outcome, scheduledAt } = run
  if (outcome === 'delivered') return undefined
  const isBefore = (one: string) => currentRunId(one) < currentRunId(runId)
  const isGood = (one: RunResult) =>
    one.outcome === 'delivered' &&
    one.trigger !== 'on-demand' &&
    one.location === location &&
    isBefore(one.runId)
  const next = near.findLast(isGood)
  if (next) return next
  const newest = state?.lastGood[location]
  if (newest && isBefore(newest.runId)) return runs.findResult({ monitorId, runId: newest.runId })
  for (const before of [near[0]?.scheduledAt ?? scheduledAt, incident?.failingSince ?? scheduledAt]) {
    let left = LOOKED_BACK
    const span = { from: scheduledAt - LOOKED_BACK * DAY, before, pageSize: left }
    for await (const one of runs.resultsBackwards(monitorId, span)) {
      if (isGood(one)) return one
      left -= 1
      if (left === 0) break
    }
  }
  return undefined
}

/** Alerts that show this run, newest first. */
export async function toldOf(
  { monitorId, runId, finishedAt }: RunResult,
  { runs }: AroundPorts,
): Promise<ToldAlert[]> {
  const told: ToldAlert[] = []
  for await (const alert of runs.findTold(monitorId, {
    from: finishedAt,
    before: finishedAt + TOLD_WITHIN,
  })) {
    if (alert.runId !== undefined && currentRunId(alert.runId) === currentRunId(runId)) told.push(alert)
  }
  return told
}
