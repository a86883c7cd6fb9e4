import type { MonitorRow } from '../../shared/app/ports.ts'
import type { Condition } from '../../shared/core/condition.ts'
import { masked } from '../../shared/core/definition/masked.ts'
import { isoInstant } from '../../shared/core/units.ts'
import { inReadingOrder } from '../definitions/field-order.ts'

/** A row, and what its schedule does now. */
export interface Listed {
  row: MonitorRow
  condition: Condition
}

/** What `list --json` and `show --json` say of a row. */
export function jsonOf({ row, condition }: Listed): Record<string, unknown> {
  const { kind, pausedUntil, problems } = condition
  const { monitorId, managedBy, revision, definition } = row
  return {
    monitorId,
    managedBy,
    revision,
    state: kind,
    ...(pausedUntil !== undefined && { pausedUntil: isoInstant(pausedUntil) }),
    mistakes: problems,
    definition: inReadingOrder(masked(definition)),
  }
}
