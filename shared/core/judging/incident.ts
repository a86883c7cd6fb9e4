import { contentId } from '../identity/content-id.ts'
import { lastMaintenanceEnd } from '../maintenance/maintenance-at.ts'
import type { AlertPolicy } from '../definition/monitor.ts'
import { policyKey } from '../definition/policies.ts'
import type { RunResult } from '../run/run.ts'
import type { Incident, MonitorState, Told } from './state.ts'
import { type EpochMs, MINUTE } from '../time/units.ts'
import { isCalm, isFlapping, openingsWith } from './flapping.ts'
import type { Criteria } from './criteria.ts'
import { takeUpLate } from './late-story.ts'
import { owe } from './owe.ts'
import { amongHeard, beginsDown, failingStreaks, staysDown, union, viewOf } from './views.ts'

/**
 * A failing run that these policies have come to see: it opens an incident or joins it (unless it is
 * `counted` there already), and each that is met now is told.
 */
export function judgeFailure(
  state: MonitorState,
  run: RunResult,
  criteria: Criteria,
  now: EpochMs,
  counted = false,
): MonitorState {
  const met = criteria.policies.filter((policy) =>
    beginsDown(viewOf(state, policy), amongHeard(policy, state, criteria), criteria, run.scheduledAt),
  )
  if (!state.incident)
    return met.length > 0 ? tellMet(open(state, run, met, criteria, now), run, met, now) : state
  const joined = counted
    ? revised(state, state.incident)
    : join({ ...state, lastFailure: run }, state.incident, run)
  return tellMet(tellOutlived(joined, run, criteria, now), run, met, now)
}

/**
 * A passing run that the views have seen: it ends the incident unless a policy still calls the monitor down.
 */
export function judgePass(state: MonitorState, run: RunResult, criteria: Criteria): MonitorState {
  const incident = state.incident
  if (!incident) return state
  const down = criteria.policies.some((policy) =>
    staysDown(viewOf(state, policy), amongHeard(policy, state, criteria)),
  )
  if (down || (incident.flapping && !isCalm(state, criteria, run.finishedAt))) return state
  const resolved = { ...incident, resolvedAt: run.finishedAt, revision: incident.revision + 1 }
  return owe(close(state, resolved), resolved.toldTopics, { transition: 'resolved', run, incident: resolved })
}

/** The monitor was removed, and its incident with it; whoever was told hears that nobody looks any more. */
export function judgeRemoval(state: MonitorState, now: EpochMs): MonitorState {
  const { incident, lastFailure: run } = state
  if (!incident) return withoutWaiting(state)
  const removed = { ...incident, resolvedAt: now, removed: true as const, revision: incident.revision + 1 }
  const closed = withoutWaiting(close(state, removed))
  return run
    ? owe(closed, removed.toldTopics, { transition: 'removed', run, incident: removed, at: now })
    : closed
}

/** Nobody makes the rechecks of a monitor that is gone or paused; where there are none, the same state. */
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
  criteria: Criteria,
  now: EpochMs,
): MonitorState {
  const failing = Object.assign(
    {},
    ...met.map((policy) => failingStreaks(viewOf(state, policy), criteria, run.scheduledAt)),
  ) as ReturnType<typeof failingStreaks>
  const streaks = Object.values(failing)
  const openings = openingsWith(state.openings, now, criteria)
  const opened: Incident = {
    incidentId: contentId(run.monitorId, run.runId, String(now)),
    monitorId: run.monitorId,
    openedAt: now,
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
  const { incident, untoldLate } = takeUpLate(opened, state.untoldLate)
  return withIncident({ ...state, openings, lastFailure: run, untoldLate }, incident)
}

function join(state: MonitorState, before: Incident, run: RunResult): MonitorState {
  const locations = union(before.locations, run.location)
  const reasons = union(before.reasons, run.reason)
  const failedRuns = before.failedRuns + 1
  // One that waited for its recheck may have ended before those that opened the incident meanwhile.
  const failingSince = Math.min(before.failingSince, run.finishedAt)
  const joined = { ...before, failedRuns, locations, reasons, failingSince, revision: before.revision + 1 }
  const { incident, untoldLate } = takeUpLate(joined, state.untoldLate)
  // A count alone is not worth a write of the incident's own item; the state holds it, and the resolution
  // stores it.
  const news = locations !== before.locations || reasons !== before.reasons || incident !== joined
  const after = { ...state, untoldLate }
  return news ? withIncident(after, incident) : { ...after, incident }
}

function revised(state: MonitorState, incident: Incident): MonitorState {
  return { ...state, incident: { ...incident, revision: incident.revision + 1 } }
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

/**
 * A maintenance window has ended since a policy told of the incident: it tells that the monitor is down
 * still.
 */
function tellOutlived(state: MonitorState, run: RunResult, criteria: Criteria, now: EpochMs): MonitorState {
  return criteria.policies.reduce((before, policy) => {
    const told = before.incident?.told[policyKey(policy)]
    if (!told || lastMaintenanceEnd(criteria.maintenance ?? [], told.lastAt, run.startedAt) === undefined)
      return before
    return tellAgain(before, policy, { run, at: now })
  }, state)
}

/** Tells a policy once more that the monitor is down, if it has an alert left and nobody acknowledged it. */
export function tellAgain(
  state: MonitorState,
  policy: AlertPolicy,
  why: { run: RunResult; at: EpochMs; tick?: EpochMs },
): MonitorState {
  const { incident } = state
  const told = incident?.told[policyKey(policy)]
  if (!incident || incident.acknowledged || !told || told.alerts >= (policy.maxAlerts ?? Infinity))
    return state
  const again = toldOnceMore(told, policy, why.at)
  const after = {
    ...incident,
    told: { ...incident.told, [policyKey(policy)]: again },
    revision: incident.revision + 1,
  }
  return owe({ ...state, incident: after }, [policy.topic], {
    transition: 'repeated',
    incident: after,
    ...why,
  })
}

function toldOnceMore(before: Told | undefined, policy: AlertPolicy, now: EpochMs): Told {
  const { topic } = policy
  return withRepeat({ topic, alerts: (before?.alerts ?? 0) + 1, lastAt: now }, policy, now)
}

/** With the time of the next repeat, where the policy has one more. */
export function withRepeat(
  told: Told,
  { repeatMinutes, maxAlerts = Infinity }: AlertPolicy,
  now: EpochMs,
): Told {
  const isMore = repeatMinutes !== undefined && told.alerts < maxAlerts
  return { ...told, ...(isMore && { repeatAt: now + repeatMinutes * MINUTE }) }
}
