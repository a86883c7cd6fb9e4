import type { EpochMs } from './units.ts'

/** Where a password is kept. The definition holds only this; the value is read when a run needs it. */
export interface SecretReference {
  store: 'ssm' | 'secretsmanager' | 'env'
  name: string
}

export type MailScheme = 'smtp' | 'smtps' | 'pop3' | 'pop3s'

export interface ServerAddress {
  scheme: MailScheme
  host: string
  port: number
}

/**
 * `required`: no TLS, no run. `opportunistic`: upgraded when offered; a certificate that does not hold is then a
 * warning, but a failure when a password would follow it. `none`: plain. `verify: false` accepts any certificate.
 */
export interface TlsSettings {
  mode: 'required' | 'opportunistic' | 'none'
  verify: boolean
}

export interface MailboxSettings {
  server: ServerAddress
  userid: string
  password: SecretReference
  tls: TlsSettings
}

export interface SmtpSettings {
  server: ServerAddress
  /** Envelope and header sender; absent: the stack's `senderAddress`, else `emailAddress`. */
  from?: string
  /** The name said in EHLO; absent: the host's own. */
  heloName?: string
  login?: { userid: string; password: SecretReference }
  tls: TlsSettings
}

/** One rule of who is told what. Only `onError` may differ from its default today. */
export interface AlertPolicy {
  /** Notify when the incident opens, and when it resolves; default true. */
  onError: boolean
}

/** A definition after parsing: every default filled in, every reference taken apart. */
export interface Monitor {
  monitorId: string
  name: string
  note?: string
  enabled: boolean
  /** The schedule leaves its runs out before this instant. */
  pausedUntil?: EpochMs
  emailAddress: string
  mailbox: MailboxSettings
  /** Absent: the built-in sender (in local mode the demo server). */
  smtp?: SmtpSettings
  /** 5 to 300, default 300: the whole trip. */
  timeoutSeconds: number
  /** 1 to 1440, default 10, and longer than the timeout. */
  intervalMinutes: number
  alerts: readonly AlertPolicy[]
  tags: readonly string[]
  /** Hash of the definition as written, kept with every result. */
  definitionHash: string
}

/** One mistake in a definition: where it stands, and what was expected there. */
export interface Problem {
  /** As `mailbox.server` or `monitors[2].timeoutSeconds`; empty for the definition itself. */
  path: string
  message: string
}

/** Where a definition comes from; it decides which fields and which secret references it may hold. */
export type DefinitionSource = 'stack' | 'table' | 'file'

export type ParsedMonitor = { ok: true; monitor: Monitor } | { ok: false; problems: readonly Problem[] }
