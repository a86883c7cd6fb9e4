import { judgementOf, UNKNOWN_DEFINITION, type Judgement } from '../core/judging/judgement.ts'
import { maintenanceAt } from '../core/maintenance/maintenance-at.ts'
import type { DefinitionSource, ParsedMonitor } from '../core/monitor.ts'
import { parseMonitor } from '../core/parse-monitor.ts'
import { isPausedAsWritten } from '../core/paused.ts'
import { windowsOfTags } from '../core/tag-windows.ts'
import type { EpochMs } from '../core/units.ts'
import type { MonitorRow, RunStore } from './ports.ts'

export interface RulesPorts {
  runs: Pick<RunStore, 'findAccepted' | 'findTagWindows'>
  definitionSource: DefinitionSource
}

/** What the runs of a monitor go by, and its results are judged by, as its row stands now. */
export interface RulesInForce {
  /** The row's definition or, while that has mistakes, the one that was accepted before it: a slip in the console must not end the monitoring. */
  parsed: ParsedMonitor
  judgement: Judgement
  /** Whether the schedule leaves its runs out: what the row says counts, also where it has mistakes. */
  leavesOut(now: EpochMs): boolean
}

export async function rulesInForce(row: MonitorRow, ports: RulesPorts): Promise<RulesInForce> {
  const parsed = await definitionInForce(row, ports)
  const judgement = parsed.ok
    ? judgementOf(parsed.monitor, await windowsOf(parsed.monitor.tags, ports))
    : UNKNOWN_DEFINITION
  return {
    parsed,
    judgement,
    leavesOut: (now) =>
      isPausedAsWritten(row.definition, now) ||
      maintenanceAt(judgement.maintenance ?? [], now)?.mode === 'pause',
  }
}

async function definitionInForce(
  row: MonitorRow,
  { runs, definitionSource }: RulesPorts,
): Promise<ParsedMonitor> {
  const parsed = parseMonitor(row.definition, definitionSource)
  if (parsed.ok) return parsed
  const accepted = await runs.findAccepted(row.monitorId)
  const before = accepted && parseMonitor(accepted.definition, definitionSource)
  return before?.ok ? before : parsed
}

/** Without tags there is nothing to read. */
async function windowsOf(tags: readonly string[], { runs }: RulesPorts) {
  return tags.length > 0 ? windowsOfTags(tags, (await runs.findTagWindows()).windows) : []
}
