import type { MonitorRow } from '../shared/app/ports.ts'
import type { Interval } from '../shared/core/due-times.ts'
import { parseMonitor } from '../shared/core/parse-monitor.ts'

/** How often a row with mistakes is run: often enough that its alert comes, at the default interval. */
const BROKEN_INTERVAL_MINUTES = 10

/**
 * The rows that the clock runs: those enabled. One with mistakes is run as well, unless it says that it is not enabled: the
 * run comes to `monitor-invalid`, which is how its owner learns of them.
 */
export function scheduledMonitors(rows: readonly MonitorRow[]): Interval[] {
  return rows.flatMap(({ monitorId, definition }) => {
    const parsed = parseMonitor(definition, 'file')
    if (!parsed.ok) {
      return definition.enabled === false ? [] : [{ monitorId, intervalMinutes: BROKEN_INTERVAL_MINUTES }]
    }
    const { enabled, intervalMinutes } = parsed.monitor
    return enabled ? [{ monitorId, intervalMinutes }] : []
  })
}
