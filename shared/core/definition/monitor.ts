import type { MaintenanceWindow } from '../maintenance/window.ts'
import type { SlowThresholds } from '../run/slow-parts.ts'
import type { EpochMs } from '../time/units.ts'
import type { MailScheme, SchemeIn, SchemeOf } from '../run/schemes.ts'

/** Where a password or a grant is kept. The definition holds only this; the value is read when a run needs it. */
export interface SecretReference {
  store: 'ssm' | 'secretsmanager' | 'env'
  name: string
}

/** What a login is made with: a stored password, or the token that a stored grant is good for. */
export interface LoginSecret extends SecretReference {
  kind: 'password' | 'grant'
}

export interface ServerAddress<N extends MailScheme = MailScheme> {
  scheme: N
  host: string
  port: number
}

/** What a definition may say of TLS. */
export type WrittenTlsMode = 'required' | 'opportunistic' | 'none'

/**
 * `required`: no TLS, no run. `opportunistic`: upgraded when offered; a certificate that does not hold is
 * then a warning, but a failure when a password would follow it. `none`: plain. `for-password`, which nobody
 * writes: upgraded when offered; in the clear only a login is made that does not say the password, save at a
 * server on this machine. `verify: false` accepts any certificate.
 */
export interface TlsSettings {
  mode: WrittenTlsMode | 'for-password'
  verify: boolean
}

export interface MailboxSettings {
  server: ServerAddress<SchemeOf<'mailbox'>>
  userid: string
  secret: LoginSecret
  tls: TlsSettings
  /** Between two logins of one run, at the least: 1 to 900. Absent: as the policy of looks has it. */
  secondsBetweenLogins?: number
  /** IMAP: where the message is expected, in the server's own spelling. Absent: `INBOX`. */
  folder?: string
  /** What a message in the junk folder is. Absent, as `off`: POP3 without `junkServer` sees no junk folder. */
  junk?: JunkRule
  /** POP3: the IMAP server, with the same login, that the junk folder is looked into at. */
  junkServer?: ServerAddress<SchemeIn<'IMAP'>>
}

/** `failed`: a failure of its own. `ok`: delivered, with a warning. `off`: nobody looks there. */
export type JunkRule = 'failed' | 'ok' | 'off'

export interface SmtpSettings {
  server: ServerAddress<SchemeOf<'smtp'>>
  /** Envelope and header sender; absent: the stack's `senderAddress`, else `emailAddress`. */
  from?: string
  /** The name said in EHLO; absent: the host's own. */
  heloName?: string
  login?: { userid: string; secret: LoginSecret }
  tls: TlsSettings
}

/**
 * One rule of who is told what, and when. Several are independent of each other: escalation is a second one
 * with a larger count and another topic.
 */
export interface AlertPolicy {
  /** Notify when the monitor goes down, of repeats and of the recovery; default true. */
  onError: boolean
  /**
   * Failing runs in a row that it takes: at each location, in `rotate` mode over all locations. 1 to 100,
   * default 1.
   */
  afterFailures: number
  /**
   * Locations that must fail at once, in `rotate` mode within one full turn. 1 to the number of locations,
   * default 1.
   */
  minLocations: number
  /**
   * A failing run counts only when a second one, made at once, fails too: at the same location, or
   * `elsewhere` at another of the monitor's; default false.
   */
  verify: boolean | 'elsewhere'
  /** Minutes between repeats while the monitor is down, 1 to 10,080; absent: it is told once. */
  repeatMinutes?: number
  /** Most alerts of one incident, the first included and the recovery not, 1 to 1,000; absent: no limit. */
  maxAlerts?: number
  /** Tell of the recovery too, if the incident was told; default true. */
  onRecovery: boolean
  /**
   * Slow runs in a row that it takes to tell that the monitor is slow, and normal ones to tell that it no
   * longer is; 1 to 100, absent: never.
   */
  onSlow?: number
  /** A topic's name in the settings; default `alerts`. */
  topic: string
}

export type LocationMode = 'all' | 'rotate'

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
  /** Absent: the built-in sender: Amazon SES, on one machine `localSender` or the demo server. */
  smtp?: SmtpSettings
  /** 5 to 300, default 300: the whole trip. */
  timeoutSeconds: number
  /** 1 to 1440, default 10, and longer than the timeout. */
  intervalMinutes: number
  /** Absent: no run is slow. */
  slow?: SlowThresholds
  /** As written, so that `home` is one of the names; 1 to 10, each once. Absent: the defaults of the stack. */
  locations?: readonly string[]
  /** `all`: each location at every interval. `rotate`: they take turns, in the order written. */
  locationMode: LocationMode
  /** How many of them at an interval, in `rotate` mode only: 1 to their number less 1. Absent: 1. */
  locationsPerRun?: number
  alerts: readonly AlertPolicy[]
  /** Its own windows; those of its tags are kept apart. */
  maintenance: readonly MaintenanceWindow[]
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

/**
 * Where a definition comes from; it decides which fields and which secret references it may hold.
 * `local-table`: a row of the table on one machine, which whoever may write rows has written.
 */
export type DefinitionSource = 'stack' | 'table' | 'file' | 'local-table'

/** Whether runs are made on one machine, which always has a built-in sender: `localSender` or the demo server. */
export function isOnOneMachine(source: DefinitionSource): boolean {
  return source === 'file' || source === 'local-table'
}

export type ParsedMonitor = { ok: true; monitor: Monitor } | { ok: false; problems: readonly Problem[] }
