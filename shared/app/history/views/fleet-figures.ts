import { type EpochMs, type Millis, SECOND } from '../../../core/time/units.ts'
import { inParallel } from '../../concurrency/in-parallel.ts'
import type { Clock } from '../../ports/clock.ts'
import { kept } from './kept.ts'
import type { MonitorNow } from './monitor-now.ts'
import { type OverviewPorts, monitorsNow } from './overview.ts'
import { type RunsByLocation, runsSince } from './runs-since.ts'
import type { ResultHistory } from './view-ports.ts'

/** A monitor as metrics show it. */
export interface MonitorFigures extends MonitorNow {
  /** Of each location the newest run, and a tally of those that ended since the figures were first asked for. */
  runs: RunsByLocation
}

export interface FigurePorts extends OverviewPorts {
  clock: Pick<Clock, 'now' | 'monotonicMs'>
  runs: OverviewPorts['runs'] & ResultHistory
}

/** Monitors whose new runs are read at the same time. */
const AT_ONCE = 16

/** After so long no more new runs are read, so that the first answer comes before a scrape is given up (10 s). */
const READ_AT_MOST: Millis = 5 * SECOND

/**
 * Asks for the figures of all monitors; an answer is kept for 10 s. Each reads the rows, one state a monitor, the
 * windows of tags, and of monitors that have run since the last answer the new results: for 5 s, the rest with the
 * next answer. What was counted stays with the function: one a process.
 */
export function fleetFigures(ports: FigurePorts): () => Promise<MonitorFigures[]> {
  let countedFrom: EpochMs | undefined
  let known: Promise<FiguresByRow> = Promise.resolve(new Map())
  return kept(async () => {
    const from = (countedFrom ??= ports.clock.now())
    const before = known
    const answer = before.then((figures) => figuresSince(figures, from, ports))
    known = answer.catch(() => before)
    return [...(await answer).values()]
  }, ports.clock)
}

/** By the id of the row, since the one that is shown is tame. */
type FiguresByRow = ReadonlyMap<string, MonitorFigures>

async function figuresSince(
  before: FiguresByRow,
  countedFrom: EpochMs,
  ports: FigurePorts,
): Promise<FiguresByRow> {
  const rows = await ports.monitors.list()
  const monitors = await monitorsNow(rows, ports, ports.clock.now())
  const figures = new Map<string, MonitorFigures>()
  rows.forEach(({ monitorId }, index) => {
    const monitor = monitors[index]
    if (monitor) figures.set(monitorId, { ...monitor, runs: before.get(monitorId)?.runs ?? {} })
  })
  const until = ports.clock.monotonicMs() + READ_AT_MOST
  const failures = await inParallel(figures, AT_ONCE, async ([monitorId, monitor]) => {
    if (ports.clock.monotonicMs() >= until) return
    const { lastRuns, runs: known } = monitor
    const runs = await runsSince(monitorId, lastRuns, known, { countedFrom, runs: ports.runs })
    figures.set(monitorId, { ...monitor, runs })
  })
  for (const error of failures.values()) throw error
  return figures
}
