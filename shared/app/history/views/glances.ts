import { withGlance } from '../../../core/judging/recent.ts'
import type { RunResult } from '../../../core/run/run.ts'
import type { Known } from './monitor-now.ts'
import type { ResultHistory } from './view-ports.ts'

/** Results that are looked through for the last of each location. */
const LOOKED_THROUGH = 20

/**
 * A state that cannot be read, or is from before it showed the last runs, with those that the newest results
 * tell of.
 */
export async function withGlances(
  known: Known,
  monitorId: string,
  { runs }: { runs: ResultHistory },
): Promise<Known> {
  const { state, unreadable } = known
  const { judged, lastRuns, lastGood } = state
  if (!unreadable && Object.keys(judged).every((location) => lastRuns[location])) return known
  const newest: RunResult[] = []
  const all = { from: -Infinity, before: Infinity, pageSize: LOOKED_THROUGH }
  for await (const run of runs.resultsBackwards(monitorId, all)) {
    if (run.trigger !== 'on-demand') newest.unshift(run)
    if (newest.length === LOOKED_THROUGH) break
  }
  const shown = newest.reduce(withGlance, state)
  const glances = {
    lastRuns: { ...shown.lastRuns, ...lastRuns },
    lastGood: { ...shown.lastGood, ...lastGood },
  }
  return { unreadable, state: { ...state, ...glances } }
}
