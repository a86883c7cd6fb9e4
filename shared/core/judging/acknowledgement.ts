import type { EpochMs } from '../time/units.ts'
import type { AlertPolicy } from '../definition/monitor.ts'
import { withIncident, withRepeat } from './incident.ts'
import { policyKey } from '../definition/policies.ts'
import type { MonitorState, Told } from './state.ts'

/**
 * The state once its incident was acknowledged: nobody is told of it again by the clock, whoever was not told
 * yet still is, and so is the recovery. Acknowledged again, it has the later note and the first time.
 * The same state without an incident.
 */
export function acknowledged(state: MonitorState, note: string | undefined, now: EpochMs): MonitorState {
  const { incident } = state
  if (!incident) return state
  return withIncident(state, {
    ...incident,
    acknowledged: { at: now, ...incident.acknowledged, ...(note !== undefined && { note }) },
    told: Object.fromEntries(Object.entries(incident.told).map(([key, told]) => [key, withoutRepeat(told)])),
    revision: incident.revision + 1,
  })
}

export function withoutRepeat({ repeatAt: _none, ...told }: Told): Told {
  return told
}

/** The state as if nobody had acknowledged its incident; whoever asked for repeats is told again after their time. */
export function unacknowledged(
  state: MonitorState,
  policies: readonly AlertPolicy[],
  now: EpochMs,
): MonitorState {
  const { incident } = state
  if (!incident?.acknowledged) return state
  const { acknowledged: _withdrawn, ...open } = incident
  const repeatOf = (key: string, told: Told) => {
    const policy = policies.find((one) => policyKey(one) === key)
    return policy ? withRepeat(told, policy, now) : told
  }
  return withIncident(state, {
    ...open,
    told: Object.fromEntries(Object.entries(open.told).map(([key, told]) => [key, repeatOf(key, told)])),
    revision: open.revision + 1,
  })
}
