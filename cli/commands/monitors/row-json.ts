import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import type { Condition } from '../../../shared/core/definition/condition.ts'
import type { HealthNow } from '../../../shared/core/history/views/health.ts'
import { masked } from '../../../shared/core/definition/mistakes/masked.ts'
import type { Maintenance } from '../../../shared/core/maintenance/maintenance-at.ts'
import type { Warning } from '../../../shared/core/run/run.ts'
import { isoInstant } from '../../../shared/core/time/units.ts'
import { inReadingOrder } from '../../definitions/field-order.ts'

/** A row, what its schedule does now, the maintenance window that covers now, and what its last run found. */
export interface ListedRow {
  row: MonitorRow
  condition: Condition
  maintenance?: Maintenance | undefined
  /** A password of it is stored without the hosts that it may be said to. */
  anyHost: boolean
  /** Absent where it was not asked for. */
  health?: HealthNow | undefined
}

/** What `list --json` and `show --json` say of a row. */
export function jsonOf({ row, condition, maintenance, anyHost, health }: ListedRow): Record<string, unknown> {
  const { kind, pausedUntil, problems } = condition
  const { monitorId, managedBy, revision, definition } = row
  return {
    monitorId,
    managedBy,
    revision,
    ...(health && { health: health.health }),
    state: kind,
    ...(pausedUntil !== undefined && { pausedUntil: isoInstant(pausedUntil) }),
    ...(maintenance && { maintenance: { ...maintenance, until: isoInstant(maintenance.until) } }),
    ...(anyHost && { warnings: ['secret-for-any-host' satisfies Warning] }),
    mistakes: problems,
    definition: inReadingOrder(masked(definition)),
  }
}
