import type { ParsedMonitor } from '../core/monitor.ts'
import { parseMonitor } from '../core/parse-monitor.ts'
import type { MonitorRow } from './ports.ts'
import type { RunPorts } from './run-ports.ts'

/**
 * The row's definition or, while that has mistakes, the one that was accepted before it: a slip in the console must not end the
 * monitoring. The row's own mistakes where there never was one without. A topic that was taken out of the settings since is no
 * mistake of what was accepted: the monitoring goes on, and the publisher sees to its alerts.
 */
export async function definitionInForce(
  row: MonitorRow,
  ports: Pick<RunPorts, 'runs' | 'definitionSource' | 'topics'>,
): Promise<ParsedMonitor> {
  const { runs, definitionSource } = ports
  const parsed = parseMonitor(row.definition, definitionSource, ports)
  if (parsed.ok) return parsed
  const accepted = await runs.findAccepted(row.monitorId)
  const before = accepted && parseMonitor(accepted.definition, definitionSource)
  return before?.ok ? before : parsed
}
