import type { RulesPorts } from '../ports/run-ports.ts'
import { type Criteria, UNKNOWN_DEFINITION, criteriaOf, turnOf } from '../../core/judging/criteria.ts'
import { readMaintenance } from '../../core/definition/written-windows.ts'
import type { MaintenanceWindow } from '../../core/maintenance/window.ts'
import { maintenanceAt } from '../../core/maintenance/maintenance-at.ts'
import type { ParsedMonitor } from '../../core/definition/monitor.ts'
import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import { isPausedAsWritten } from '../../core/definition/paused.ts'
import type { RunRequest } from '../../core/run/run.ts'
import { isItsTurn } from '../../core/schedule/turn.ts'
import { windowsOfTags } from '../../core/maintenance/tag-windows.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { MonitorRow } from '../ports/monitor-store.ts'
import { sourceOfRow } from './source-of-row.ts'
import { withSender } from './with-sender.ts'

/** What the runs of a monitor go by, and its results are judged by, as its row stands now. */
export interface RulesInForce {
  /**
   * The row's definition or, while that has mistakes, the one that was accepted before it: a slip in the
   * console must not end the monitoring.
   */
  parsed: ParsedMonitor
  criteria: Criteria
  /**
   * Why a run is left out, if it is: none of the schedule is made that is another location's turn, and what the
   * row says of pauses counts also where it has mistakes.
   */
  leavesOut(run: RunRequest, now: EpochMs): 'paused' | 'not-its-turn' | undefined
}

export async function rulesInForce(row: MonitorRow, ports: RulesPorts): Promise<RulesInForce> {
  const defined = await definitionInForce(row, ports)
  const parsed = defined.ok ? { ...defined, monitor: withSender(defined.monitor, ports) } : defined
  const criteria = parsed.ok
    ? criteriaOf(parsed.monitor, await windowsOf(parsed.monitor.tags, ports), ports.knownLocations)
    : { ...UNKNOWN_DEFINITION, maintenance: windowsAsWritten(row) ?? [] }
  const pauses = (now: EpochMs) => maintenanceAt(criteria.maintenance ?? [], now)?.mode === 'pause'
  return {
    parsed,
    criteria,
    leavesOut({ trigger, location, scheduledAt }, now) {
      if (trigger === 'on-demand') return undefined
      if (pauses(now) || isPausedAsWritten(row.definition, now)) return 'paused'
      const turn = parsed.ok && trigger === 'schedule' && turnOf(parsed.monitor, criteria.locations ?? [])
      return turn && !isItsTurn(location, scheduledAt, turn) ? 'not-its-turn' : undefined
    },
  }
}

/**
 * A topic that was taken out of the settings is a mistake of the row, but none of what was accepted: the
 * monitoring goes on, and the publisher sees to its alerts. Without a sender it cannot go on.
 */
async function definitionInForce(row: MonitorRow, ports: RulesPorts): Promise<ParsedMonitor> {
  const { runs, builtInSender } = ports
  const parsed = parseMonitor(row.definition, sourceOfRow(row, ports), ports)
  if (parsed.ok) return parsed
  const accepted = await runs.findAccepted(row.monitorId)
  const before =
    accepted && parseMonitor(accepted.definition, sourceOfRow(accepted, ports), { builtInSender })
  if (!before?.ok) return parsed
  const maintenance = windowsAsWritten(row) ?? before.monitor.maintenance
  return { ok: true, monitor: { ...before.monitor, maintenance } }
}

/**
 * What is set while a monitor runs counts at once, also in a row with mistakes elsewhere; `undefined`: it has
 * mistakes itself.
 */
function windowsAsWritten({ definition }: MonitorRow): readonly MaintenanceWindow[] | undefined {
  const read = readMaintenance(definition.maintenance)
  return read.ok ? read.windows : undefined
}

/** Without tags there is nothing to read. */
async function windowsOf(tags: readonly string[], { runs }: RulesPorts) {
  return tags.length > 0 ? windowsOfTags(tags, (await runs.findTagWindows()).windows) : []
}
