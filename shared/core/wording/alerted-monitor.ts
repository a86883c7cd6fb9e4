import type { ServerAddress } from '../definition/monitor.ts'
import type { SlowThresholds } from '../run/slow-parts.ts'

/**
 * What an alert says of its monitor. A parsed `Monitor` is one; of a broken or vanished definition the id
 * alone will do.
 */
export interface AlertedMonitor {
  monitorId: string
  name: string
  note?: string
  emailAddress?: string
  tags: readonly string[]
  timeoutSeconds?: number
  slow?: SlowThresholds
  smtp?: { server: ServerAddress }
  mailbox?: { server: ServerAddress }
}
