import { alertIdOf } from '../alert-id.ts'
import { lastMaintenanceEnd } from '../maintenance/maintenance-at.ts'
import type { AlertPolicy } from '../monitor.ts'
import { policyKey } from '../policies.ts'
import type { RunResult } from '../run.ts'
import type { Incident, MonitorState, Told } from '../state.ts'
import { MINUTE, type EpochMs } from '../units.ts'
import { isCalm, openingsWith, isFlapping } from './flapping.ts'
import type { Judgement } from './judgement.ts'
import { owe } from './owe.ts'
import { beginsDown, failingStreaks, staysDown, union, viewOf } from './views.ts'

/** A failing run that the views have seen: it opens an incident or joins it, and each policy that is met now is told. */
export function judgeFailure(
  state: MonitorState,
  run: RunResult,
  judgement: Judgement,
  now: EpochMs,
): MonitorState {
  const met = judgement.policies.filter((policy) =>
    beginsDown(viewOf(state, policy), policy, judgement, run.scheduledAt),
  )
  if (!state.incident)
    return met.length > 0 ? tellMet(open(state, run, met, judgement), run, met, now) : state
  const joined = join({ ...state, lastFailure: run }, state.incident, run)
  return tellMet(tellOutlived(joined, run, judgement, now), run, met, now)
}

/** A failing run that the incident counts already meets policies that waited for its recheck. */
export function judgeVerified(
  state: MonitorState,
  run: RunResult,
  judgement: Judgement,
  now: EpochMs,
): MonitorState {
  if (!state.incident) return judgeFailure(state, run, judgement, now)
  const met = judgement.policies.filter((policy) =>
    beginsDown(viewOf(state, policy), policy, judgement, run.scheduledAt),
  )
  return tellMet(state, run, met, now)
}

/** A passing run that the views have seen: it ends the incident unless a policy still calls the monitor down. */
export function judgePass(state: MonitorState, run: RunResult, judgement: Judgement): MonitorState {
  const incident = state.incident
  if (!incident) return state
  const down = judgement.policies.some((policy) =>
    staysDown(viewOf(state, policy), policy, judgement, run.scheduledAt),
  )
  if (down || (incident.flapping && !isCalm(state.views, judgement, run.finishedAt))) return state
  const resolved = { ...incident, resolvedAt: run.finishedAt, revision: incident.revision + 1 }
  return owe(close(state, resolved), resolved.toldTopics, { transition: 'resolved', run, incident: resolved })
}

/** The monitor was removed, and its incident with it; whoever was told hears that nobody looks any more. */
export function judgeRemoval(state: MonitorState, now: EpochMs): MonitorState {
  const { incident, lastFailure: run } = state
  // Nobody makes the rechecks of a monitor that is gone.
  if (!incident) return withoutWaiting(state)
  const removed = { ...incident, resolvedAt: now, removed: true as const, revision: incident.revision + 1 }
  const closed = withoutWaiting(close(state, removed))
  return run
    ? owe(closed, removed.toldTopics, { transition: 'removed', run, incident: removed, at: now })
    : closed
}

/** The state in which no failure waits for its recheck; where none did, the same state. */
export function withoutWaiting(state: MonitorState): MonitorState {
  return Object.keys(state.awaitsRecheck).length > 0 ? { ...state, awaitsRecheck: {} } : state
}

/** The state with the incident changed, and the incident's own item to be written. */
export function withIncident(state: MonitorState, incident: Incident): MonitorState {
  const others = state.unstoredIncidents.filter((other) => other.incidentId !== incident.incidentId)
  return { ...state, incident, unstoredIncidents: [...others, incident] }
}

function close(state: MonitorState, incident: Incident): MonitorState {
  const { incident: _over, lastFailure: _failure, ...rest } = withIncident(state, incident)
  return rest
}

function open(
  state: MonitorState,
  run: RunResult,
  met: readonly AlertPolicy[],
  judgement: Judgement,
): MonitorState {
  const failing = Object.assign(
    {},
    ...met.map((policy) => failingStreaks(viewOf(state, policy), judgement, run.scheduledAt)),
  ) as ReturnType<typeof failingStreaks>
  const streaks = Object.values(failing)
  const openings = openingsWith(state.openings, run.finishedAt, judgement)
  const incident: Incident = {
    incidentId: alertIdOf(run.monitorId, run.runId),
    monitorId: run.monitorId,
    openedAt: run.finishedAt,
    failingSince: Math.min(...streaks.map(({ since }) => since)),
    ...(isFlapping(openings) && { flapping: true }),
    openingRunId: run.runId,
    failedRuns: streaks.reduce((sum, { failures }) => sum + failures, 0),
    locations: Object.keys(failing),
    reasons: [...new Set(streaks.flatMap(({ reasons }) => reasons))],
    toldTopics: [],
    told: {},
    lateArrivals: [],
    revision: 1,
  }
  return withIncident({ ...state, openings, lastFailure: run }, incident)
}

function join(state: MonitorState, before: Incident, run: RunResult): MonitorState {
  const locations = union(before.locations, run.location)
  const reasons = union(before.reasons, run.reason)
  const failedRuns = before.failedRuns + 1
  const incident = { ...before, failedRuns, locations, reasons, revision: before.revision + 1 }
  // A count alone is not worth a write of the incident's own item; the state holds it, and the resolution stores it.
  const news = locations !== before.locations || reasons !== before.reasons
  return news ? withIncident(state, incident) : { ...state, incident }
}

/** Tells each policy that is met and was not told. */
function tellMet(
  state: MonitorState,
  run: RunResult,
  met: readonly AlertPolicy[],
  now: EpochMs,
): MonitorState {
  const incident = state.incident
  const telling = met.filter((policy) => policy.onError && !incident?.told[policyKey(policy)])
  if (!incident || telling.length === 0) return state
  const told = Object.fromEntries(
    telling.map((policy) => [policyKey(policy), toldOnceMore(undefined, policy, now)]),
  )
  const toldTopics = telling
    .filter(({ onRecovery }) => onRecovery)
    .reduce((topics, { topic }) => union(topics, topic), incident.toldTopics)
  const after = { ...incident, told: { ...incident.told, ...told }, toldTopics }
  const topics = new Set(telling.map(({ topic }) => topic))
  return owe(withIncident(state, after), [...topics], { transition: 'opened', run, incident: after, at: now })
}

/** A maintenance window has ended since a policy told of the incident: it tells that the monitor is down still. */
function tellOutlived(state: MonitorState, run: RunResult, judgement: Judgement, now: EpochMs): MonitorState {
  const { policies, maintenance = [] } = judgement
  const telling = policies.filter((policy) => {
    const told = state.incident?.told[policyKey(policy)]
    return told && lastMaintenanceEnd(maintenance, told.lastAt, run.startedAt) !== undefined
  })
  return tellAgain(state, run, telling, now)
}

/** Tells those of the policies once more that the monitor is down that told before and have an alert left; a topic hears it once. */
export function tellAgain(
  state: MonitorState,
  run: RunResult,
  policies: readonly AlertPolicy[],
  now: EpochMs,
): MonitorState {
  const { incident } = state
  if (!incident) return state
  const telling = policies.flatMap((policy) => {
    const key = policyKey(policy)
    const told = incident.told[key]
    if (!told || told.alerts >= (policy.maxAlerts ?? Infinity)) return []
    return [[key, toldOnceMore(told, policy, now)] as const]
  })
  if (telling.length === 0) return state
  const told = { ...incident.told, ...Object.fromEntries<Told>(telling) }
  const after = { ...incident, told, revision: incident.revision + 1 }
  const topics = new Set(telling.map(([, { topic }]) => topic))
  const news = { transition: 'repeated', run, incident: after, at: now, number: after.revision } as const
  return owe({ ...state, incident: after }, [...topics], news)
}

function toldOnceMore(before: Told | undefined, policy: AlertPolicy, now: EpochMs): Told {
  const { topic, repeatMinutes, maxAlerts = Infinity } = policy
  const alerts = (before?.alerts ?? 0) + 1
  return {
    topic,
    alerts,
    lastAt: now,
    ...(repeatMinutes !== undefined && alerts < maxAlerts && { repeatAt: now + repeatMinutes * MINUTE }),
  }
}
