import { emptyState } from '../../core/judging/evaluate.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import { changeStored } from './change-stored.ts'
import { filing } from './filed-state.ts'

/**
 * Reads a monitor's state, applies a pure change and writes it with the next version; begins again when
 * somebody else wrote first. `known`, read before, saves the first reading. A change that answers `undefined`
 * leaves all as it is. Answers whether something was written.
 */
export function updateState(
  monitorId: string,
  runs: StateStore,
  change: (state: MonitorState) => MonitorState | undefined | Promise<MonitorState | undefined>,
  known?: MonitorState,
): Promise<boolean> {
  let readBefore = known
  return changeStored(`the state of monitor ${monitorId}`, async () => {
    const before = readBefore ?? (await runs.findState(monitorId)) ?? emptyState(monitorId)
    readBefore = undefined
    const after = await change(before)
    if (!after) return false
    const { state, dueAt } = filing(after)
    const isOurs = await runs.putState({ ...state, version: before.version + 1 }, dueAt)
    return isOurs || undefined
  })
}
