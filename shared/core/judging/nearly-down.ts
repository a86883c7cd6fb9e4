import type { AlertPolicy } from '../definition/monitor.ts'
import type { Failing } from '../history/views/health.ts'
import type { EpochMs } from '../time/units.ts'
import type { Criteria } from './criteria.ts'
import type { MonitorState } from './state.ts'
import { amongHeard, failingStreaks, viewOf } from './views.ts'

/** How near runs that fail are to an incident, by the policy that is nearest to it, whether it tells anybody or not; `undefined` where nothing fails. */
export function nearlyDown(state: MonitorState, criteria: Criteria, now: EpochMs): Failing | undefined {
  const failing = Object.values(failingStreaks(viewOf(state, { verify: false }), criteria, now))
  if (state.incident || failing.length === 0) return undefined
  const [nearest] = criteria.policies
    .map((policy) => ({ policy, ...countOf(state, policy, criteria, now) }))
    .sort((a, b) => a.of - a.runs - (b.of - b.runs) || a.of - b.of)
  if (!nearest) return undefined
  const { policy, runs, of } = nearest
  const awaits = policy.verify && Object.keys(state.awaitsRecheck).length > 0
  const since = Math.min(...failing.map((streak) => streak.since))
  return { runs, of, since, ...(awaits && { awaitsRecheck: true }) }
}

/** Of the locations that fail most, as many as the policy waits for. */
function countOf(state: MonitorState, policy: AlertPolicy, criteria: Criteria, now: EpochMs) {
  const { afterFailures, minLocations } = amongHeard(policy, state, criteria)
  const view = viewOf(state, policy)
  if (criteria.perRun !== undefined)
    return { runs: Math.min(view.failuresInARow, afterFailures), of: afterFailures }
  const counted = Object.values(failingStreaks(view, criteria, now))
    .map(({ failures }) => Math.min(failures, afterFailures))
    .sort((a, b) => b - a)
    .slice(0, minLocations)
  return { runs: counted.reduce((sum, runs) => sum + runs, 0), of: afterFailures * minLocations }
}
