import type { AlertedMonitor } from '../core/alert-wording.ts'
import { writtenTags } from '../core/maintenance/written-windows.ts'
import { parseMonitor } from '../core/parse-monitor.ts'
import { TEST_MONITOR_ID } from '../core/test-alert.ts'
import type { MonitorRow } from './ports.ts'
import type { RunPorts } from './run-ports.ts'

/** What an alert says of its monitor; the row may be gone or broken by now, and the alert is owed all the same. */
export function alertedMonitor(
  monitorId: string,
  row: MonitorRow | undefined,
  { definitionSource }: Pick<RunPorts, 'definitionSource'>,
): AlertedMonitor {
  if (monitorId === TEST_MONITOR_ID) return { monitorId, name: 'alert test', tags: [] }
  if (!row) return { monitorId, name: monitorId, tags: [] }
  const parsed = parseMonitor(row.definition, definitionSource)
  if (parsed.ok) return parsed.monitor
  const { name } = row.definition
  return {
    monitorId,
    name: typeof name === 'string' ? name : monitorId,
    tags: writtenTags(row.definition),
  }
}
