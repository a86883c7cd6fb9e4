import { scheduledAtOf } from '../run/run-id.ts'
import type { RunResult } from '../run/run.ts'
import type { Incident, LateStory, UntoldLate } from './state.ts'

const KEPT = 20

/** Whether a failing run is one that the incident counts: from the first of them until it was resolved. */
export function isCountedBy(
  { failingSince, resolvedAt = Infinity }: Incident,
  { runId, finishedAt }: Pick<RunResult, 'runId' | 'finishedAt'>,
): boolean {
  return finishedAt >= failingSince && (scheduledAtOf(runId) ?? 0) <= resolvedAt
}

/** The incident with the late messages in its story, the last 20; the same where they are in already. */
export function withLate(incident: Incident, late: Incident['lateArrivals']): Incident {
  const { lateArrivals, revision } = incident
  const told = new Set(lateArrivals.map(({ runId }) => runId))
  const news = late.filter(({ runId }) => !told.has(runId)).map(storyOf)
  return news.length > 0
    ? { ...incident, lateArrivals: [...lateArrivals, ...news].slice(-KEPT), revision: revision + 1 }
    : incident
}

/** What is told of it, and no more. */
export function storyOf({ runId, delayMs, junked, unproved }: LateStory): LateStory {
  return { runId, delayMs, ...(junked && { junked }), ...(unproved && { unproved }) }
}

/**
 * What came late of runs that the incident counts by now, put into its story: the incident, and what is still
 * untold.
 */
export function takeUpLate(
  incident: Incident,
  untold: readonly UntoldLate[],
): { incident: Incident; untoldLate: readonly UntoldLate[] } {
  const { counted = [], others = [] } = Object.groupBy(untold, (late) =>
    isCountedBy(incident, late) ? 'counted' : 'others',
  )
  return { incident: withLate(incident, counted), untoldLate: others }
}

/** The same where it is in already; at most 20. */
export function remembered(untold: readonly UntoldLate[], late: UntoldLate): readonly UntoldLate[] {
  return untold.some(({ runId }) => runId === late.runId) ? untold : [...untold, late].slice(-KEPT)
}
