import { type Attention, HEALTHS, type Health, needsAttention } from '../../../core/history/views/health.ts'
import { type OverviewClause, overviewClauses } from '../../../core/history/views/overview-sentence.ts'
import { type SharedCause, sharedCauses } from '../../../core/history/views/shared-cause.ts'
import type { EpochMs } from '../../../core/time/units.ts'
import type { RowSources } from '../../monitors/source-of-row.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MonitorRow, MonitorStore } from '../../ports/monitor-store.ts'
import type { StateStore } from '../../ports/stores/monitor-states.ts'
import type { TagWindowStore } from '../../ports/stores/tag-windows.ts'
import { type MonitorNow, failingAlone, knownOf, monitorNow } from './monitor-now.ts'
import type { Wording } from './view-ports.ts'

const { compare: byName } = new Intl.Collator('en')

/** Every monitor at one instant, and one sentence for all of them. */
export interface Overview {
  /** When it was read. */
  at: EpochMs
  /** As `12 monitors are down since 02:58 UTC: …` or `All 41 monitors are up. …`. */
  sentence: string
  /** What the sentence is made of, each with whom it is about. */
  clauses: readonly OverviewClause[]
  /** By health; all of them stand there. `attention`: not down, but failing or marked. */
  counts: Readonly<Record<Attention, number>>
  /** What those that are down share, the largest group first; the rest is in none. */
  groups: readonly SharedCause[]
  /** Down by start, then attention, slow, unknown, maintenance, paused, and up by name. */
  monitors: readonly MonitorNow[]
}

export interface OverviewPorts extends RowSources {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'list'>
  runs: Pick<StateStore, 'findStates'> & Pick<TagWindowStore, 'findTagWindows'>
}

/** Reads the rows, one state a monitor, and the windows of tags. */
export async function overview(ports: OverviewPorts, wording: Wording = {}): Promise<Overview> {
  return overviewOf(await fleetNow(ports), wording)
}

/** Every monitor at one instant, whoever asks. */
export interface FleetNow {
  at: EpochMs
  monitors: readonly MonitorNow[]
}

export async function fleetNow(ports: OverviewPorts): Promise<FleetNow> {
  const at = ports.clock.now()
  return { at, monitors: (await monitorsNow(await ports.monitors.list(), ports, at)).sort(inOrder) }
}

/** The same with what is said of it in this zone. */
export function overviewOf({ at, monitors }: FleetNow, { zone = 'UTC' }: Wording): Overview {
  const said = monitors.map((monitor) => ({ ...monitor, ...failingAlone(monitor) }))
  const reader = { now: at, zone }
  const groups = sharedCauses(
    said.filter(({ health }) => health === 'down'),
    reader,
  )
  const clauses = overviewClauses(said, groups, reader)
  return {
    at,
    sentence: clauses.map(({ words }) => words).join(' '),
    clauses,
    counts: countsOf(monitors),
    groups,
    monitors,
  }
}

/** Each of these rows with its state, in their order. Reads the states, and the windows of tags. */
export async function monitorsNow(
  rows: readonly MonitorRow[],
  ports: Omit<OverviewPorts, 'monitors' | 'clock'>,
  now: EpochMs,
): Promise<MonitorNow[]> {
  const { runs } = ports
  const [{ windows: tagWindows }, states] = await Promise.all([
    runs.findTagWindows(),
    runs.findStates(rows.map(({ monitorId }) => monitorId)),
  ])
  const context = { ...ports, now, tagWindows }
  return rows.map((row) => monitorNow(row, knownOf(row.monitorId, states), context))
}

function countsOf(monitors: readonly MonitorNow[]): Overview['counts'] {
  const counts = Object.fromEntries(
    HEALTHS.map((health) => [health, monitors.filter((monitor) => monitor.health === health).length]),
  ) as Record<Health, number>
  return { ...counts, attention: monitors.filter(needsAttention).length }
}

function inOrder(one: MonitorNow, other: MonitorNow): number {
  const byPlace = placeOf(one) - placeOf(other)
  if (byPlace !== 0) return byPlace
  const byStart = one.health === 'down' ? (one.since ?? 0) - (other.since ?? 0) : 0
  return byStart !== 0 ? byStart : byName(one.name, other.name)
}

function placeOf(monitor: MonitorNow): number {
  if (monitor.health === 'down') return 0
  return needsAttention(monitor) ? 1 : 1 + HEALTHS.indexOf(monitor.health)
}
