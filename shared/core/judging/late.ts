import type { RunResult } from '../run/run.ts'
import type { Incident, MonitorState } from './state.ts'
import { withIncident } from './incident.ts'
import { isCountedBy, remembered, storyOf, withLate } from './late-story.ts'

/** Whether an incident can tell of this run: the others are in none, whenever they were made. */
export function isInStories({ trigger, maintenance }: RunResult): boolean {
  return trigger !== 'on-demand' && !maintenance
}

/**
 * The state once a message of this run came after all. The incident in it that counts the run tells of it, be
 * it open, or resolved and not stored yet; else a run in a row of failures that still goes on is remembered
 * for the incident that it may make. The same state where nothing changes.
 */
export function withLateArrival(state: MonitorState, run: RunResult): MonitorState {
  const teller = tellerOf(state, run)
  return teller ? toldBy(teller, state, run) : rememberedFor(state, run)
}

/**
 * The incident in the state that counts this run: where there is one, what is stored of others need not be
 * looked for.
 */
export function tellerOf(
  { incident, unstoredIncidents }: MonitorState,
  run: RunResult,
): Incident | undefined {
  return [incident, ...unstoredIncidents].find((one) => one && isCountedBy(one, run))
}

/**
 * The incident with the late message in its story; the same where it is in already, or is none of this
 * incident's.
 */
export function toldOfLate(incident: Incident, run: RunResult): Incident {
  const { runId, lateArrival } = run
  if (!lateArrival || !isCountedBy(incident, run)) return incident
  return withLate(incident, [{ ...lateArrival, runId }])
}

function toldBy(teller: Incident, state: MonitorState, run: RunResult): MonitorState {
  const told = toldOfLate(teller, run)
  if (told === teller) return state
  if (teller === state.incident) return withIncident(state, told)
  return { ...state, unstoredIncidents: state.unstoredIncidents.map((one) => (one === teller ? told : one)) }
}

function rememberedFor(state: MonitorState, run: RunResult): MonitorState {
  const { runId, location, finishedAt, lateArrival } = run
  const streak = state.views.every.locations[location]
  const goesOn = streak && streak.failures > 0 && streak.since <= finishedAt
  if (!lateArrival || !goesOn) return state
  const late = { ...storyOf({ ...lateArrival, runId }), location, finishedAt }
  const untoldLate = remembered(state.untoldLate, late)
  return untoldLate === state.untoldLate ? state : { ...state, untoldLate }
}
