import { scheduledAtOf } from '../run-id.ts'
import type { RunResult } from '../run.ts'
import type { Incident, MonitorState } from '../state.ts'
import { withIncident } from './incident.ts'

const KEPT = 20

/** The open incident's story, once a message of one of its runs came after all; the same state where there is none. */
export function lateArrivalOf(state: MonitorState, run: RunResult): MonitorState {
  const { incident } = state
  const told = incident && toldOfLate(incident, run)
  return told && told !== incident ? withIncident(state, told) : state
}

/** The incident with the late message in its story; the same where it is in already, or is none of this incident's. */
export function toldOfLate(incident: Incident, { runId, finishedAt, lateArrival }: RunResult): Incident {
  const { failingSince, resolvedAt = Infinity, lateArrivals, revision } = incident
  const isItsOwn = finishedAt >= failingSince && (scheduledAtOf(runId) ?? 0) <= resolvedAt
  if (!lateArrival || !isItsOwn || lateArrivals.some((late) => late.runId === runId)) return incident
  const { delayMs } = lateArrival
  return {
    ...incident,
    lateArrivals: [...lateArrivals, { runId, delayMs }].slice(-KEPT),
    revision: revision + 1,
  }
}
