import type { LoginWatch } from '../../../app/ports/login.ts'
import type { Mailbox } from '../../../app/ports/mail.ts'
import type { JunkRule, ServerAddress, TlsSettings } from '../../../core/definition/monitor.ts'
import type { Credentials } from '../login/credentials.ts'
import type { Network } from '../net/network.ts'
import type { SchemeOf } from '../../../core/run/schemes.ts'

export interface ImapSettings extends Credentials {
  server: ServerAddress<SchemeOf<'mailbox'>>
  tls: TlsSettings
  watch?: LoginWatch
  folder?: string
  junk?: JunkRule
}

export function imapMailbox(_settings: ImapSettings, _network: Network): Mailbox {
  throw new Error('being written')
}

export function junkFolder(_settings: ImapSettings, _network: Network): Mailbox {
  throw new Error('being written')
}
