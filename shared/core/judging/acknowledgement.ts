import type { EpochMs } from '../time/units.ts'
import { withIncident } from './incident.ts'
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
