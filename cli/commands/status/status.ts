import type { MonitorNow } from '../../../shared/app/history/views/monitor-now.ts'
import { monitorView } from '../../../shared/app/history/views/monitor.ts'
import { overview } from '../../../shared/app/history/views/overview.ts'
import { runs } from '../../../shared/app/history/views/runs.ts'
import { type Millis, SECOND } from '../../../shared/core/time/units.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { noMonitor } from '../../opened/refusals.ts'
import type { ViewFlags } from '../../opened/view-flags.ts'
import { type Viewing, onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { printColumns } from '../../terminal/columns.ts'
import { STRIP_LEGEND } from '../../terminal/strip-text.ts'
import { writeProse } from '../../terminal/prose.ts'
import { writeLine, writeRemark } from '../../terminal/words.ts'
import { runColumns } from '../runs/run-columns.ts'
import { STRIP, monitorColumns } from './monitor-columns.ts'

interface StatusFlags extends ViewFlags {
  watch: boolean
  exitCode: boolean
}

const REDRAW_INTERVAL: Millis = 10 * SECOND
/** Runs that are shown of one monitor. */
const LAST_RUNS = 10
/** To the upper left corner, and everything away. */
const CLEAR = '\x1b[H\x1b[2J'

export function status(
  surroundings: Surroundings,
  flags: StatusFlags,
  ...monitorId: [string?]
): Promise<number> {
  const show = () => shown(surroundings, flags, ...monitorId)
  return flags.watch ? watch(show, flags, surroundings) : show()
}

const shown = onView((viewing, surroundings: Surroundings, flags: StatusFlags, monitorId?: string) =>
  monitorId === undefined
    ? statusOfAll(viewing, flags, surroundings)
    : statusOfOne(monitorId, viewing, flags, surroundings),
)

async function statusOfAll(
  viewing: Viewing,
  flags: StatusFlags,
  surroundings: Surroundings,
): Promise<number> {
  const { out } = surroundings
  const { ports, zone } = viewing
  const answer = await overview(ports, { zone })
  const { at, sentence, monitors } = answer
  if (flags.json) printJson(out, 'roundtrip.overview/1', answer)
  else {
    writeViewHeading(viewing, surroundings)
    if (out.isTerminal) writeProse(out, sentence)
    const reader = { now: at, zone, columns: out.columns }
    const names = monitors.length > 0 ? printColumns(out, monitorColumns(monitors, reader), monitors) : []
    if (out.isTerminal && names.includes(STRIP)) {
      writeLine(out)
      writeRemark(out, STRIP_LEGEND, 'dim')
    }
  }
  return exitCodeOf(answer.monitors, flags)
}

async function statusOfOne(
  monitorId: string,
  viewing: Viewing,
  flags: StatusFlags,
  surroundings: Surroundings,
): Promise<number> {
  const { out } = surroundings
  const { ports, zone } = viewing
  const view = await monitorView(monitorId, ports, { zone })
  if (!view) throw await noMonitor(monitorId, viewing.opened)
  const last = await runs(monitorId, { limit: LAST_RUNS }, undefined, ports)
  if (flags.json) printJson(out, 'roundtrip.monitor-status/1', { ...view, runs: last.runs })
  else {
    writeViewHeading(viewing, surroundings, monitorId)
    const reader = { now: view.at, zone, columns: out.columns }
    if (out.isTerminal) writeProse(out, view.sentence)
    if (out.isTerminal) printColumns(out, runColumns(last.runs, zone), last.runs)
    else printColumns(out, monitorColumns([view], reader), [view])
  }
  return exitCodeOf([view], flags)
}

function exitCodeOf(monitors: readonly MonitorNow[], { exitCode }: StatusFlags): number {
  const some = (health: MonitorNow['health']) => monitors.some((one) => one.health === health)
  if (!exitCode) return 0
  if (some('down')) return 1
  return some('unknown') ? 3 : 0
}

/** Draws until Ctrl-C. Each time all is opened anew, so that a local mode can be started meanwhile. */
async function watch(
  show: () => Promise<number>,
  { json }: StatusFlags,
  { out, clock, stopped }: Surroundings,
): Promise<number> {
  if (json || !out.isTerminal) {
    throw new UsageError(
      json ? '--watch and --json exclude each other' : '--watch draws on a terminal, and this is none',
    )
  }
  const ended = stopped().then(() => 'stopped' as const)
  for (;;) {
    out.raw?.(CLEAR)
    await show()
    const waited = new Promise<'waited'>((resolve) => clock.after(REDRAW_INTERVAL, () => resolve('waited')))
    if ((await Promise.race([ended, waited])) === 'stopped') return 130
  }
}
