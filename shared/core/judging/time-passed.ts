import { lastMaintenanceEnd, maintenanceAt } from '../maintenance/maintenance-at.ts'
import type { AlertPolicy } from '../monitor.ts'
import { policyKey } from '../policies.ts'
import type { MonitorState, Told } from '../state.ts'
import { MINUTE, SECOND, type EpochMs } from '../units.ts'
import { tellAgain, withoutWaiting } from './incident.ts'
import type { Judgement } from './judgement.ts'
import { recheckFailed } from './rechecks.ts'

/**
 * The state after what time alone brings about: failures that nobody rechecked count, unless a maintenance window began meanwhile, and
 * whoever wants to be told again of an incident is. The same state where nothing was due.
 */
export function timePassed(state: MonitorState, judgement: Judgement, now: EpochMs): MonitorState {
  return repeat(countUnverified(state, judgement, now), judgement, now)
}

/** What a recheck in a window would find counts for nothing: a failure that waits then is no news, and the first run after it begins anew. */
function countUnverified(state: MonitorState, judgement: Judgement, now: EpochMs): MonitorState {
  if (maintenanceAt(judgement.maintenance ?? [], now)) return withoutWaiting(state)
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
    const repeatAt = afterWindow(told, judgement, now)
    return repeatAt > now
      ? withTold(before, key, { ...told, repeatAt })
      : repeatNow(before, key, told, policy, now)
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
      alert.incident.incidentId === incident.incidentId &&
      alert.transition !== 'resolved',
  )
  // While an alert of this incident cannot be sent, another one would say nothing more.
  return waiting
    ? withTold(state, key, { ...told, repeatAt: nextRepeat(policy, now) })
    : tellAgain(state, lastFailure, [policy], now)
}

function nextRepeat({ repeatMinutes = 0 }: AlertPolicy, now: EpochMs): EpochMs {
  return now + repeatMinutes * MINUTE
}

/**
 * When the clock repeats what a policy told before a maintenance window. The first run after it says whether the monitor is down still;
 * only if that does not come, the clock does. Without a window since: at once.
 */
function afterWindow({ lastAt }: Told, { rhythm, maintenance = [] }: Judgement, now: EpochMs): EpochMs {
  const windowEnd = maintenanceAt(maintenance, now)?.until ?? lastMaintenanceEnd(maintenance, lastAt, now)
  if (windowEnd === undefined) return now
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
