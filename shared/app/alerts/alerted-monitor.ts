import type { AlertedMonitor } from '../../core/wording/alert-wording.ts'
import { writtenTags } from '../../core/definition/written-windows.ts'
import { TEST_MONITOR_ID } from '../../core/judging/test-alert.ts'
import type { MonitorRow } from '../ports/monitor-store.ts'
import type { RowSources } from '../monitors/source-of-row.ts'
import { monitorOfRow } from '../monitors/with-sender.ts'

/**
 * What an alert says of its monitor; the row may be gone or broken by now, and the alert is owed all the
 * same.
 */
export function alertedMonitor(
  monitorId: string,
  row: MonitorRow | undefined,
  ports: RowSources,
): AlertedMonitor {
  if (monitorId === TEST_MONITOR_ID) return { monitorId, name: 'alert test', tags: [] }
  if (!row) return { monitorId, name: monitorId, tags: [] }
  const monitor = monitorOfRow(row, ports)
  if (monitor) return monitor
  const { name } = row.definition
  return {
    monitorId,
    name: typeof name === 'string' ? name : monitorId,
    tags: writtenTags(row.definition),
  }
}
