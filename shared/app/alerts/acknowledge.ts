import { acknowledged } from '../../core/judging/acknowledgement.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import type { Clock } from '../ports/clock.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import { updateState } from '../store/update-state.ts'

/** Characters of a note. */
export const MAX_NOTE = 500

export interface AcknowledgePorts {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'find'>
  runs: StateStore
}

/** `already`: it was before; the note, if any, takes the place of the one that stood. */
export type Acknowledged = 'acknowledged' | 'already' | 'no-incident' | 'no-monitor'

/**
 * Acknowledges the open incident of a monitor: its repeats stop, and whoever was told hears of
 * the recovery still. The next incident begins anew. The note is tamed to one line of at most 500 characters.
 */
export async function acknowledge(
  monitorId: string,
  { note }: { note?: string },
  { clock, monitors, runs }: AcknowledgePorts,
): Promise<Acknowledged> {
  if (!(await monitors.find(monitorId))) return 'no-monitor'
  const said = tameLine((note ?? '').trim(), MAX_NOTE) || undefined
  const answer: { is: Acknowledged } = { is: 'no-incident' }
  await updateState(monitorId, runs, (state) => {
    answer.is = state.incident?.acknowledged ? 'already' : state.incident ? 'acknowledged' : 'no-incident'
    const isNews = answer.is === 'acknowledged' || (answer.is === 'already' && said !== undefined)
    return isNews ? acknowledged(state, said, clock.now()) : undefined
  })
  return answer.is
}
