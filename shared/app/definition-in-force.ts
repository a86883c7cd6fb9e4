import type { ParsedMonitor } from '../core/monitor.ts'
import { parseMonitor } from '../core/parse-monitor.ts'
import type { MonitorRow } from './ports.ts'
import type { RunPorts } from './run-ports.ts'

/**
 * The row's definition or, while that has mistakes, the one that was accepted before it: a slip in the console must not end the
 * monitoring. The row's own mistakes where there never was one without.
 */
export async function definitionInForce(
  row: MonitorRow,
  { runs, definitionSource }: Pick<RunPorts, 'runs' | 'definitionSource'>,
): Promise<ParsedMonitor> {
  const parsed = parseMonitor(row.definition, definitionSource)
  if (parsed.ok) return parsed
  const accepted = await runs.findAccepted(row.monitorId)
  const before = accepted && parseMonitor(accepted.definition, definitionSource)
  return before?.ok ? before : parsed
}
