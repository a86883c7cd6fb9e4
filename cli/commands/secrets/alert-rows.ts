import { isRecord } from '../../../shared/core/definition/fields/fields.ts'
import type { WrittenRow } from '../../../shared/core/definition/secret-uses.ts'

/** What sends the alerts of one machine names a secret as a monitor does: `localAlerts` of the settings, as a row. */
export function alertRows({ localAlerts }: { localAlerts?: unknown }): readonly WrittenRow[] {
  const smtp = isRecord(localAlerts) ? localAlerts.smtp : undefined
  return isRecord(smtp) ? [{ monitorId: 'localAlerts', definition: { smtp } }] : []
}
