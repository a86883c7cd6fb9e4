import type { LoginWatch } from '../../../app/ports/login.ts'
import type { TlsSettings } from '../../../core/definition/monitor.ts'
import type { Credentials } from './credentials.ts'

/** What a login to a mailbox needs. */
export interface LoginSettings {
  credentials: Credentials
  tls: TlsSettings
  watch?: LoginWatch
}
