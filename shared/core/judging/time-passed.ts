import { maintenanceAt } from '../maintenance/maintenance-at.ts'
import type { AlertPolicy } from '../monitor.ts'
import { policyKey } from '../policies.ts'
import type { MonitorState, Told } from '../state.ts'
import { MINUTE, SECOND, type EpochMs } from '../units.ts'
import { tellAgain } from './incident.ts'
import type { Judgement } from './judgement.ts'
import { recheckFailed } from './rechecks.ts'

/**
 * The state after what time alone brings about: failures that nobody rechecked count, and whoever wants to be told again of an
 * incident is. The same state where nothing was due.
 */
export function timePassed(state: MonitorState, judgement: Judgement, now: EpochMs): MonitorState {
  return repeat(countUnverified(state, judgement, now), judgement, now)
}

function countUnverified(state: MonitorState, judgement: Judgement, now: EpochMs): MonitorState {
  return Object.values(state.awaitsRecheck)
    .filter(({ countsAt }) => countsAt <= now)
    .reduce((before, awaited) => recheckFailed(before, awaited, judgement, now), state)
}

function repeat(state: MonitorState, judgement: Judgement, now: EpochMs): MonitorState {
  const due = Object.entries(state.incident?.told ?? {}).filter(
    ([, { repeatAt = Infinity }]) => repeatAt <= now,
  )
  return due.reduce((before, [key, told]) => {
    const policy = judgement.policies.find((one) => policyKey(one) === key)
    // A policy that was edited or taken away tells nothing more, but of the recovery.
    if (!policy) return withTold(before, key, withoutRepeat(told))
    if (judgement.paused) return withTold(before, key, { ...told, repeatAt: nextRepeat(policy, now) })
    const quietUntil = maintenanceAt(judgement.maintenance ?? [], now)?.until
    if (quietUntil !== undefined) {
      return withTold(before, key, { ...told, repeatAt: afterFirstRun(quietUntil, judgement) })
    }
    return repeatNow(before, key, told, policy, now)
  }, state)
}

function repeatNow(
  state: MonitorState,
  key: string,
  told: Told,
  policy: AlertPolicy,
  now: EpochMs,
): MonitorState {
  const { incident, lastFailure } = state
  if (!incident || !lastFailure) return withTold(state, key, withoutRepeat(told))
  const waiting = state.owed.some(
    (alert) =>
      alert.topic === policy.topic &&
      'incident' in alert &&
      alert.incident?.incidentId === incident.incidentId &&
      alert.transition !== 'resolved',
  )
  // While an alert of this incident cannot be sent, another one would say nothing more.
  return waiting
    ? withTold(state, key, { ...told, repeatAt: nextRepeat(policy, now) })
    : tellAgain(state, lastFailure, policy, now)
}

function nextRepeat({ repeatMinutes = 0 }: AlertPolicy, now: EpochMs): EpochMs {
  return now + repeatMinutes * MINUTE
}

/** The first run after a maintenance window says whether the monitor is down still; only if it does not come, the clock does. */
function afterFirstRun(windowEnd: EpochMs, { rhythm }: Judgement): EpochMs {
  const { intervalMinutes = 0, timeoutSeconds = 0 } = rhythm ?? {}
  return windowEnd + 2 * intervalMinutes * MINUTE + timeoutSeconds * SECOND
}

function withTold(state: MonitorState, key: string, told: Told): MonitorState {
  const { incident } = state
  return incident ? { ...state, incident: { ...incident, told: { ...incident.told, [key]: told } } } : state
}

function withoutRepeat({ repeatAt: _none, ...told }: Told): Told {
  return told
}
