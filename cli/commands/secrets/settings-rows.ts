import { isRecord } from '../../../shared/core/definition/fields/fields.ts'
import type { WrittenRow } from '../../../shared/core/definition/secret-uses.ts'

/**
 * What sends alerts and test messages of one machine names a secret as a monitor does: `localAlerts` and
 * `localSender` of the settings, as rows.
 */
export function settingsRows({
  localAlerts,
  localSender,
}: {
  localAlerts?: unknown
  localSender?: unknown
}): readonly WrittenRow[] {
  const sections = { localAlerts: isRecord(localAlerts) ? localAlerts.smtp : undefined, localSender }
  return Object.entries(sections).flatMap(([monitorId, smtp]) =>
    isRecord(smtp) ? [{ monitorId, definition: { smtp } }] : [],
  )
}
