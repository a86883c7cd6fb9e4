import { ALERT_TOPIC } from './alert.ts'
import { alertIdOf } from './alert-id.ts'
import type { AlertPolicy } from './monitor.ts'
import { measuredRoundTripMs, type RunResult } from './run.ts'
import { heard, type Rhythm } from './silence.ts'
import type { Incident, MonitorState, RunAlert, RunTransition } from './state.ts'
import type { Reason } from './statuses.ts'
import type { EpochMs } from './units.ts'

/** Inconclusive runs in a row before they are told; a definition or secret at fault is told at once. */
const INCONCLUSIVE_RUNS = 3
const TOLD_AT_ONCE: readonly Reason[] = ['secret-not-found', 'secret-forbidden', 'monitor-invalid']
const KEPT = 20

/** What results of one monitor are judged by. */
export interface Judgement {
  policies: readonly AlertPolicy[]
  /** Absent where the definition has mistakes: then nobody can say when the next result is due. */
  rhythm?: Rhythm
}

export function emptyState(monitorId: string): MonitorState {
  return {
    monitorId,
    version: 0,
    judged: {},
    lastVerdicts: {},
    unstoredIncidents: [],
    inconclusive: {},
    expected: {},
    silent: {},
    owed: [],
    sent: [],
    recentRoundTripMs: [],
  }
}

/**
 * The state after judging these results of one location, oldest first. Pure: the same state and results always give the same
 * incidents and alert ids, so it can be done again by whoever comes next. The caller writes it with the next version.
 */
export function evaluate(
  state: MonitorState,
  results: readonly RunResult[],
  { policies, rhythm }: Judgement,
): MonitorState {
  return results.reduce(
    (before, result) => judgeOne(heard(before, result, rhythm, topicsTold(policies)), result, policies),
    state,
  )
}

/** When someone must next look at this state; `undefined` while nothing is left to do. */
export function stateDueAt(state: MonitorState): EpochMs | undefined {
  const times = [
    ...state.owed.map((alert) => alert.claimedUntil ?? alert.createdAt),
    ...state.unstoredIncidents.map((incident) => incident.openedAt),
    ...Object.values(state.expected),
  ]
  return times.length > 0 ? Math.min(...times) : undefined
}

function judgeOne(state: MonitorState, run: RunResult, policies: readonly AlertPolicy[]): MonitorState {
  const judged = { ...state, judged: { ...state.judged, [run.location]: run.runId } }
  if (run.outcome === 'inconclusive') return countInconclusive(judged, run, policies)
  const conclusive = {
    ...judged,
    inconclusive: {},
    lastVerdicts: { ...judged.lastVerdicts, [run.location]: { status: run.status, at: run.finishedAt } },
  }
  return run.status === 0 ? passed(conclusive, run) : failed(conclusive, run, policies)
}

function countInconclusive(
  state: MonitorState,
  run: RunResult,
  policies: readonly AlertPolicy[],
): MonitorState {
  const reason = run.reason ?? 'internal-error'
  const before = state.inconclusive[reason] ?? { runs: 0, told: false }
  const runs = before.runs + 1
  const tell = !before.told && (runs >= INCONCLUSIVE_RUNS || TOLD_AT_ONCE.includes(reason))
  const counted = {
    ...state,
    inconclusive: { ...state.inconclusive, [reason]: { runs, told: before.told || tell } },
  }
  return tell ? owe(counted, 'inconclusive', topicsTold(policies), run) : counted
}

function failed(state: MonitorState, run: RunResult, policies: readonly AlertPolicy[]): MonitorState {
  const before = state.incident
  if (before) {
    const after = joined(before, run)
    // A count alone is not worth a write of the incident's own item; the state holds it, and the resolution stores it.
    const news =
      after.reasons.length > before.reasons.length || after.locations.length > before.locations.length
    return news ? withIncident(state, after) : { ...state, incident: after }
  }
  const incident: Incident = {
    incidentId: alertIdOf(run.monitorId, run.runId),
    monitorId: run.monitorId,
    openedAt: run.finishedAt,
    openingRunId: run.runId,
    failedRuns: 1,
    locations: [run.location],
    reasons: run.reason ? [run.reason] : [],
    toldTopics: topicsTold(policies),
    revision: 1,
  }
  return owe(withIncident(state, incident), 'opened', incident.toldTopics, run, incident)
}

function passed(state: MonitorState, run: RunResult): MonitorState {
  const roundTripMs = measuredRoundTripMs(run)
  const measured =
    roundTripMs === undefined
      ? state
      : { ...state, recentRoundTripMs: [...state.recentRoundTripMs, roundTripMs].slice(-KEPT) }
  const open = measured.incident
  const stillDown = Object.values(measured.lastVerdicts).some((verdict) => verdict.status !== 0)
  if (!open || stillDown) return measured
  const resolved = { ...open, resolvedAt: run.finishedAt, revision: open.revision + 1 }
  const { incident: _closed, ...recovered } = withIncident(measured, resolved)
  return owe(recovered, 'resolved', resolved.toldTopics, run, resolved)
}

function joined(incident: Incident, run: RunResult): Incident {
  return {
    ...incident,
    failedRuns: incident.failedRuns + 1,
    locations: [...new Set([...incident.locations, run.location])],
    reasons: [...new Set([...incident.reasons, ...(run.reason ? [run.reason] : [])])],
    revision: incident.revision + 1,
  }
}

function withIncident(state: MonitorState, incident: Incident): MonitorState {
  const others = state.unstoredIncidents.filter((other) => other.incidentId !== incident.incidentId)
  return { ...state, incident, unstoredIncidents: [...others, incident] }
}

/** The topics that hear of what is wrong, by these policies. */
export function topicsTold(policies: readonly AlertPolicy[]): string[] {
  return policies.some((policy) => policy.onError) ? [ALERT_TOPIC] : []
}

function owe(
  state: MonitorState,
  transition: RunTransition,
  topics: readonly string[],
  run: RunResult,
  incident?: Incident,
): MonitorState {
  const alerts = topics.map((topic): RunAlert => ({
    alertId: alertIdOf(run.monitorId, run.runId, transition, topic),
    transition,
    topic,
    createdAt: run.finishedAt,
    run,
    ...(incident && { incident }),
  }))
  return { ...state, owed: [...state.owed, ...alerts] }
}
