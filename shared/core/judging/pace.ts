import type { AlertPolicy } from '../definition/monitor.ts'
import { policyKey } from '../definition/policies.ts'
import type { RunResult } from '../run/run.ts'
import type { MonitorState, ToldSlow } from './state.ts'
import { owe } from './owe.ts'

/**
 * What a delivered run says of slowness: told after a policy's count of slow runs in a row at one location,
 * and over after as many normal ones at each.
 */
export function judgePace(
  state: MonitorState,
  run: RunResult,
  policies: readonly AlertPolicy[],
): MonitorState {
  const before = state.paces[run.location] ?? { slow: 0, normal: 0 }
  const pace = run.slow ? { slow: before.slow + 1, normal: 0 } : { slow: 0, normal: before.normal + 1 }
  const counted = { ...state, paces: { ...state.paces, [run.location]: pace } }
  return run.slow ? tellSlow(counted, run, policies) : tellNormal(counted, run)
}

function tellSlow(state: MonitorState, run: RunResult, policies: readonly AlertPolicy[]): MonitorState {
  const slowRuns = state.paces[run.location]?.slow ?? 0
  const telling = policies.flatMap((policy) => {
    const { onSlow: runs = Infinity, topic } = policy
    const key = policyKey(policy)
    return slowRuns >= runs && !state.toldSlow[key]
      ? [[key, { topic, since: run.finishedAt, runs }] as const]
      : []
  })
  if (telling.length === 0) return state
  const toldSlow = { ...state.toldSlow, ...Object.fromEntries<ToldSlow>(telling) }
  return owe({ ...state, toldSlow }, topicsOf(telling), { transition: 'slow', run })
}

function tellNormal(state: MonitorState, run: RunResult): MonitorState {
  const fewestNormal = Math.min(...Object.values(state.paces).map(({ normal }) => normal))
  const over = Object.entries(state.toldSlow).filter(([, { runs }]) => fewestNormal >= runs)
  if (over.length === 0) return state
  const left = Object.entries(state.toldSlow).filter(([, { runs }]) => fewestNormal < runs)
  const slowSince = Math.min(...over.map(([, { since }]) => since))
  const normal = { ...state, toldSlow: Object.fromEntries(left) }
  return owe(normal, topicsOf(over), { transition: 'no-longer-slow', run, slowSince })
}

function topicsOf(told: readonly (readonly [string, ToldSlow])[]): string[] {
  return [...new Set(told.map(([, { topic }]) => topic))]
}
