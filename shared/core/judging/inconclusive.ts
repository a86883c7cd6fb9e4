import { topicsTold } from '../policies.ts'
import type { AlertPolicy } from '../monitor.ts'
import type { RunResult } from '../run.ts'
import type { MonitorState } from '../state.ts'
import type { Reason } from '../statuses.ts'
import { owe } from './owe.ts'

/** Inconclusive runs in a row before they are told; a definition or secret at fault is told at once. */
const RUNS_BEFORE_TOLD = 3
const TOLD_AT_ONCE: readonly Reason[] = ['secret-not-found', 'secret-forbidden', 'monitor-invalid']

/** One more inconclusive run: told once by its reason, and not again before a conclusive one. */
export function countInconclusive(
  state: MonitorState,
  run: RunResult,
  policies: readonly AlertPolicy[],
): MonitorState {
  const reason = run.reason ?? 'internal-error'
  const before = state.inconclusive[reason] ?? { runs: 0, told: false }
  const runs = before.runs + 1
  const tell = !before.told && (runs >= RUNS_BEFORE_TOLD || TOLD_AT_ONCE.includes(reason))
  const counted = {
    ...state,
    inconclusive: { ...state.inconclusive, [reason]: { runs, told: before.told || tell } },
  }
  return tell ? owe(counted, topicsTold(policies), { transition: 'inconclusive', run }) : counted
}
