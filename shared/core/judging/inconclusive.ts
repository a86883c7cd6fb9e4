import { topicsTold } from '../definition/policies.ts'
import type { AlertPolicy } from '../definition/monitor.ts'
import type { RunResult } from '../run/run.ts'
import type { MonitorState } from './state.ts'
import { type Reason, needsSomebody } from '../run/statuses.ts'
import { owe } from './owe.ts'
import { union } from './views.ts'

/** Inconclusive runs in a row before they are told; a definition, a secret or a sender at fault is told at once. */
const RUNS_BEFORE_TOLD = 3
const TOLD_AT_ONCE: readonly Reason[] = [
  'secret-not-found',
  'secret-forbidden',
  'secret-not-for-host',
  'monitor-invalid',
]

/**
 * One more inconclusive run: told once by its reason, and not again before each location that had one has a
 * conclusive one.
 */
export function countInconclusive(
  state: MonitorState,
  run: RunResult,
  policies: readonly AlertPolicy[],
): MonitorState {
  const reason = run.reason ?? 'internal-error'
  const before = state.inconclusive[reason] ?? { runs: 0, told: false, locations: [] }
  const runs = before.runs + 1
  const tell = !before.told && (runs >= RUNS_BEFORE_TOLD || isToldAtOnce(reason))
  const after = { runs, told: before.told || tell, locations: union(before.locations, run.location) }
  const counted = { ...state, inconclusive: { ...state.inconclusive, [reason]: after } }
  return tell ? owe(counted, topicsTold(policies), { transition: 'inconclusive', run }) : counted
}

function isToldAtOnce(reason: Reason): boolean {
  return TOLD_AT_ONCE.includes(reason) || needsSomebody(reason)
}

/** A location whose run came to something says nothing of what others cannot do. */
export function withConclusive(state: MonitorState, { location }: RunResult): MonitorState {
  return { ...state, inconclusive: ofLocations(state.inconclusive, (one) => one !== location) }
}

/** What these locations cannot do. */
export function ofLocations(
  inconclusive: MonitorState['inconclusive'],
  stays: (location: string) => boolean,
): MonitorState['inconclusive'] {
  const left = Object.entries(inconclusive).map(
    ([reason, row]) => [reason, { ...row, locations: row.locations.filter(stays) }] as const,
  )
  return Object.fromEntries(left.filter(([, { locations }]) => locations.length > 0))
}
