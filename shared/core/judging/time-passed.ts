import { lastMaintenanceEnd, maintenanceAt } from '../maintenance/maintenance-at.ts'
import type { AlertPolicy } from '../definition/monitor.ts'
import { policyKey } from '../definition/policies.ts'
import type { MonitorState, OwedAlert, Told } from './state.ts'
import { type EpochMs, MINUTE, SECOND } from '../time/units.ts'
import { withoutRepeat } from './acknowledgement.ts'
import { tellAgain, withoutWaiting } from './incident.ts'
import type { Criteria } from './criteria.ts'
import { withListed } from './listed.ts'
import { recheckFailed, waitingUntil } from './rechecks.ts'

/**
 * The state after what time alone brings about: failures that nobody rechecked count, and whoever wants to be
 * told again of an incident is. The same state where nothing was due.
 */
export function timePassed(state: MonitorState, criteria: Criteria, now: EpochMs): MonitorState {
  return repeat(countUnverified(withListed(state, criteria), criteria, now), criteria, now)
}

function countUnverified(state: MonitorState, criteria: Criteria, now: EpochMs): MonitorState {
  // Whoever paused it wants to hear nothing, and the first run afterwards begins anew.
  if (criteria.paused) return withoutWaiting(state)
  return Object.values(state.awaitsRecheck)
    .filter(({ countsAt }) => countsAt <= now)
    .sort((a, b) => a.run.finishedAt - b.run.finishedAt)
    .reduce((before, awaited) => {
      const quietUntil = quietUntilOf(awaited.run.finishedAt, criteria, now)
      return quietUntil === undefined
        ? recheckFailed(before, awaited, criteria, now)
        : waitingUntil(before, awaited, quietUntil)
    }, state)
}

function repeat(state: MonitorState, criteria: Criteria, now: EpochMs): MonitorState {
  const due = Object.entries(state.incident?.told ?? {}).filter(
    ([, { repeatAt = Infinity }]) => repeatAt <= now,
  )
  // Only what waited before: two policies that repeat at once to one topic make one alert, and each has told.
  const { owed } = state
  return due.reduce((before, [key, told]) => {
    const policy = criteria.policies.find((one) => policyKey(one) === key)
    // A policy that was edited or taken away tells nothing more, but of the recovery; nor does any of what
    // somebody sees to.
    if (!policy || before.incident?.acknowledged) return withTold(before, key, withoutRepeat(told))
    if (criteria.paused) return withTold(before, key, { ...told, repeatAt: nextRepeat(policy, now) })
    const quietUntil = quietUntilOf(told.lastAt, criteria, now)
    return quietUntil === undefined
      ? repeatNow(before, key, told, policy, owed, now)
      : withTold(before, key, { ...told, repeatAt: quietUntil })
  }, state)
}

function repeatNow(
  state: MonitorState,
  key: string,
  told: Told,
  policy: AlertPolicy,
  owed: readonly OwedAlert[],
  now: EpochMs,
): MonitorState {
  const { incident, lastFailure } = state
  if (!incident || !lastFailure) return withTold(state, key, withoutRepeat(told))
  const waiting = owed.some(
    (alert) =>
      alert.topic === policy.topic &&
      'incident' in alert &&
      alert.incident.incidentId === incident.incidentId &&
      alert.transition !== 'resolved',
  )
  // While an alert of this incident cannot be sent, another one would say nothing more.
  return waiting
    ? withTold(state, key, { ...told, repeatAt: nextRepeat(policy, now) })
    : tellAgain(state, policy, { run: lastFailure, at: now, tick: now })
}

function nextRepeat({ repeatMinutes = 0 }: AlertPolicy, now: EpochMs): EpochMs {
  return now + repeatMinutes * MINUTE
}

/**
 * Until when the clock tells nothing of what it knows since then: a window covers the moment, or has ended so
 * lately that the first run after it, which says whether the monitor is down still, may yet come.
 */
function quietUntilOf(since: EpochMs, criteria: Criteria, now: EpochMs): EpochMs | undefined {
  const { maintenance = [], rhythm: { intervalMinutes = 0, timeoutSeconds = 0 } = {} } = criteria
  const windowEnd = maintenanceAt(maintenance, now)?.until ?? lastMaintenanceEnd(maintenance, since, now)
  if (windowEnd === undefined) return undefined
  const quietUntil = windowEnd + 2 * intervalMinutes * MINUTE + timeoutSeconds * SECOND
  return quietUntil > now ? quietUntil : undefined
}

function withTold(state: MonitorState, key: string, told: Told): MonitorState {
  const { incident } = state
  return incident ? { ...state, incident: { ...incident, told: { ...incident.told, [key]: told } } } : state
}
