import type { EpochMs } from '../../core/time/units.ts'
import { stateDueAt } from '../../core/judging/evaluate.ts'
import type { MonitorState } from '../../core/judging/state.ts'

/** Of the time until a state is due, at least this much is left until its entry in the due index is reached. */
const LEAST_LEFT = 0.4

/**
 * The state with the time at which it stands in the due index: not always when it is due, since each good run puts
 * that off, and to move an entry costs two writes. So it stays where it was before, while that is not too late and
 * not near. Whoever comes to it there has nothing to do yet, and files it anew.
 */
export function filedAsBefore(after: MonitorState, before: MonitorState, now: EpochMs): MonitorState {
  const [dueAt, standing] = [stateDueAt(after), before.filedAt ?? stateDueAt(before)]
  const filed = filedAnew(after)
  if (dueAt === undefined || standing === undefined || standing >= dueAt) return filed
  const left = standing - now
  return left > 0 && left >= LEAST_LEFT * (dueAt - now) ? { ...filed, filedAt: standing } : filed
}

/** The state as it stands in the due index when it is due, and not before. */
export function filedAnew({ filedAt: _at, ...state }: MonitorState): MonitorState {
  return state
}

/** When a state that is written stands in the due index: never after it is due; `undefined`: in none. */
export function filing(state: MonitorState): { state: MonitorState; dueAt: EpochMs | undefined } {
  const dueAt = stateDueAt(state)
  const { filedAt } = state
  const isSooner = filedAt !== undefined && dueAt !== undefined && filedAt < dueAt
  return isSooner ? { state, dueAt: filedAt } : { state: filedAnew(state), dueAt }
}
