import { monitorSentence } from '../../../core/history/views/monitor-sentence.ts'
import type { EpochMs } from '../../../core/time/units.ts'
import type { RowSources } from '../../monitors/source-of-row.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MonitorRow, MonitorStore } from '../../ports/monitor-store.ts'
import type { IncidentStore } from '../../ports/stores/incidents.ts'
import type { StateStore } from '../../ports/stores/monitor-states.ts'
import type { TagWindowStore } from '../../ports/stores/tag-windows.ts'
import { withGlances } from './glances.ts'
import { type MonitorNow, failingAlone, knownOf, monitorNow } from './monitor-now.ts'
import type { ResultHistory, Wording } from './view-ports.ts'

/** One monitor, and its sentence. */
export interface MonitorView extends MonitorNow {
  /** When it was read. */
  at: EpochMs
  /** As `Down for 14 min: the mailbox server refused the connection. Before that it was up for 41 d.` */
  sentence: string
}

export interface MonitorPorts extends RowSources {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'find'>
  runs: Pick<StateStore, 'findStates'> &
    Pick<TagWindowStore, 'findTagWindows'> &
    Pick<IncidentStore, 'findIncidentsAt'> &
    ResultHistory
}

/** Reads the row, and what `monitorOfRow` reads. `undefined`: there is no such monitor. */
export async function monitorView(
  monitorId: string,
  ports: MonitorPorts,
  wording: Wording = {},
): Promise<MonitorView | undefined> {
  const row = await ports.monitors.find(monitorId)
  return row && monitorOfRow(row, ports, wording)
}

/**
 * Reads the state, the windows of tags and, of one that is down, the incident before; a few results where the
 * state does not show the last runs.
 */
export async function monitorOfRow(
  row: MonitorRow,
  ports: MonitorPorts,
  { zone = 'UTC' }: Wording = {},
): Promise<MonitorView> {
  const { clock, runs } = ports
  const { monitorId } = row
  const now = clock.now()
  const [states, { windows: tagWindows }] = await Promise.all([
    runs.findStates([monitorId]),
    runs.findTagWindows(),
  ])
  const known = await withGlances(knownOf(monitorId, states), monitorId, ports)
  const monitor = monitorNow(row, known, { ...ports, now, tagWindows })
  const lastIncidentEnd = monitor.incident && (await endBefore(monitorId, monitor.incident.openedAt, ports))
  const said = {
    ...monitor,
    ...failingAlone(monitor),
    ...(lastIncidentEnd !== undefined && { lastIncidentEnd }),
    mistakes: monitor.problems.length,
  }
  return { ...monitor, at: now, sentence: monitorSentence(said, { now, zone }) }
}

/** When the incident before the one that opened then was over. */
async function endBefore(
  monitorId: string,
  openedAt: EpochMs,
  { runs }: MonitorPorts,
): Promise<EpochMs | undefined> {
  const [before] = await runs.findIncidentsAt(monitorId, openedAt - 1)
  return before && before.openedAt < openedAt ? before.resolvedAt : undefined
}
