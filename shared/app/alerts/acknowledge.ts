import { acknowledged, unacknowledged } from '../../core/judging/acknowledgement.ts'
import type { Incident } from '../../core/judging/state.ts'
import { tameLine } from '../../core/redaction/tame.ts'
import type { EpochMs } from '../../core/time/units.ts'
import { rulesInForce } from '../monitors/rules-in-force.ts'
import type { Clock } from '../ports/clock.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { RulesPorts } from '../ports/run-ports.ts'
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

export interface AcknowledgeWish {
  note?: string
  /** Of the incident that is meant; absent: whichever is open. */
  openedAt?: EpochMs
}

/**
 * Acknowledges the open incident of a monitor: its repeats stop, and whoever was told hears of
 * the recovery still. The next incident begins anew. The note is tamed to one line of at most 500 characters.
 */
export async function acknowledge(
  monitorId: string,
  { note, openedAt }: AcknowledgeWish,
  { clock, monitors, runs }: AcknowledgePorts,
): Promise<Acknowledged> {
  if (!(await monitors.find(monitorId))) return 'no-monitor'
  const said = tameLine((note ?? '').trim(), MAX_NOTE) || undefined
  const answer: { is: Acknowledged } = { is: 'no-incident' }
  await updateState(monitorId, runs, (state) => {
    const { incident } = state
    answer.is = !isMeant(incident, openedAt)
      ? 'no-incident'
      : incident?.acknowledged
        ? 'already'
        : 'acknowledged'
    const isNews = answer.is === 'acknowledged' || (answer.is === 'already' && said !== undefined)
    return isNews ? acknowledged(state, said, clock.now()) : undefined
  })
  return answer.is
}

/** Takes the acknowledgement back: its repeats go on. */
export async function withdrawAcknowledgement(
  monitorId: string,
  { openedAt }: Pick<AcknowledgeWish, 'openedAt'>,
  { clock, monitors, ...rules }: AcknowledgePorts & RulesPorts,
): Promise<'withdrawn' | 'no-incident' | 'no-monitor'> {
  const row = await monitors.find(monitorId)
  if (!row) return 'no-monitor'
  const { policies } = (await rulesInForce(row, rules)).criteria
  const answer: { is: 'withdrawn' | 'no-incident' } = { is: 'no-incident' }
  await updateState(monitorId, rules.runs, (state) => {
    const isOpen = isMeant(state.incident, openedAt)
    answer.is = isOpen ? 'withdrawn' : 'no-incident'
    return isOpen && state.incident?.acknowledged ? unacknowledged(state, policies, clock.now()) : undefined
  })
  return answer.is
}

function isMeant(incident: Incident | undefined, openedAt: EpochMs | undefined): boolean {
  return incident !== undefined && (openedAt === undefined || incident.openedAt === openedAt)
}
