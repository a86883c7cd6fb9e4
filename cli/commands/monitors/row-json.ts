import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import type { Condition } from '../../../shared/core/definition/condition.ts'
import { masked } from '../../../shared/core/definition/mistakes/masked.ts'
import type { Maintenance } from '../../../shared/core/maintenance/maintenance-at.ts'
import { isoInstant } from '../../../shared/core/time/units.ts'
import { inReadingOrder } from '../../definitions/field-order.ts'

/** A row, what its schedule does now, and the maintenance window that covers now. */
export interface Listed {
  row: MonitorRow
  condition: Condition
  maintenance?: Maintenance | undefined
}

/** What `list --json` and `show --json` say of a row. */
export function jsonOf({ row, condition, maintenance }: Listed): Record<string, unknown> {
  const { kind, pausedUntil, problems } = condition
  const { monitorId, managedBy, revision, definition } = row
  return {
    monitorId,
    managedBy,
    revision,
    state: kind,
    ...(pausedUntil !== undefined && { pausedUntil: isoInstant(pausedUntil) }),
    ...(maintenance && { maintenance: { ...maintenance, until: isoInstant(maintenance.until) } }),
    mistakes: problems,
    definition: inReadingOrder(masked(definition)),
  }
}
