import { withGlance } from '../../../core/judging/recent.ts'
import type { MonitorState } from '../../../core/judging/state.ts'
import type { RunResult } from '../../../core/run/run.ts'
import type { ResultHistory } from './view-ports.ts'

/** Results that are looked through for the last of each location. */
const LOOKED_THROUGH = 20

/** A state from before it showed the last runs, with those that the newest results tell of. */
export async function withGlances(
  state: MonitorState,
  { runs }: { runs: ResultHistory },
): Promise<MonitorState> {
  const { monitorId, judged, lastRuns, lastGood } = state
  if (Object.keys(judged).every((location) => lastRuns[location])) return state
  const newest: RunResult[] = []
  const all = { from: -Infinity, before: Infinity, pageSize: LOOKED_THROUGH }
  for await (const run of runs.resultsBackwards(monitorId, all)) {
    if (run.trigger !== 'on-demand') newest.unshift(run)
    if (newest.length === LOOKED_THROUGH) break
  }
  const shown = newest.reduce(withGlance, state)
  return {
    ...state,
    lastRuns: { ...shown.lastRuns, ...lastRuns },
    lastGood: { ...shown.lastGood, ...lastGood },
  }
}
