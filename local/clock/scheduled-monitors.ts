import { type RowSources, sourceOfRow } from '../../shared/app/monitors/source-of-row.ts'
import type { MonitorRow } from '../../shared/app/ports/monitor-store.ts'
import { startDelay } from '../../shared/core/schedule/due-times.ts'
import { parseMonitor } from '../../shared/core/definition/parse-monitor.ts'
import { isPausedAsWritten } from '../../shared/core/definition/paused.ts'
import type { EpochMs } from '../../shared/core/time/units.ts'
import type { Scheduled } from './run-clock.ts'

/** How often a row with mistakes is run: often enough that its alert comes, at the default interval. */
const BROKEN_INTERVAL_MINUTES = 10

/**
 * The rows that the clock runs now: those not paused. One with mistakes is run as well: the run comes to
 * `monitor-invalid`, which is how its owner learns of them.
 */
export function scheduledMonitors(
  rows: readonly MonitorRow[],
  sources: RowSources,
  now: EpochMs,
): Scheduled[] {
  return rows
    .filter(({ definition }) => !isPausedAsWritten(definition, now))
    .map((row) => {
      const { monitorId, definition } = row
      const parsed = parseMonitor(definition, sourceOfRow(row, sources))
      const intervalMinutes = parsed.ok ? parsed.monitor.intervalMinutes : BROKEN_INTERVAL_MINUTES
      const interval = { monitorId, intervalMinutes }
      return { ...interval, startDelayMs: startDelay(interval) }
    })
}
