import { emptyState, stateDueAt } from '../../core/judging/evaluate.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'

/** Others write the same state at most a few times a second. */
const MOST_TRIES = 10

/**
 * Reads a monitor's state, applies a pure change and writes it with the next version; begins again when somebody else wrote
 * first. A change that answers `undefined` leaves all as it is. Answers whether something was written.
 */
export async function updateState(
  monitorId: string,
  runs: StateStore,
  change: (state: MonitorState) => MonitorState | undefined | Promise<MonitorState | undefined>,
): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = (await runs.findState(monitorId)) ?? emptyState(monitorId)
    const after = await change(before)
    if (!after) return false
    if (await runs.putState({ ...after, version: before.version + 1 }, stateDueAt(after))) return true
  }
  throw new Error(
    `the state of monitor ${monitorId} changed ${String(MOST_TRIES)} times while it was written`,
  )
}
