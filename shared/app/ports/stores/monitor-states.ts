import type { MonitorState } from '../../../core/judging/state.ts'
import type { EpochMs } from '../../../core/time/units.ts'

/** Write through `updateState`, which begins again where somebody else was first. */
export interface StateStore {
  findState(monitorId: string): Promise<MonitorState | undefined>
  /** Those that there are, by monitor, `undefined` where one cannot be read; may lag by a moment. */
  findStates(monitorIds: readonly string[]): Promise<ReadonlyMap<string, MonitorState | undefined>>
  /** Puts it if `state.version - 1` is stored (0: none is); `dueAt` absent: nobody need look. */
  putState(state: MonitorState, dueAt: EpochMs | undefined): Promise<boolean>
}
