import type { MailboxPhase, SendingPhase } from '../time/phases.ts'

/**
 * A monitor as a user writes it, in `cdk/monitors.ts` or in a file of their own. `parseMonitor` is what
 * judges it; this type is for the editor. `docs/configuration.md` explains every field. Fields that are not
 * available yet are left out.
 */
export interface MonitorDefinition {
  /** 1 to 64 lower-case letters, digits and hyphens; it stays with the results for ever. */
  readonly monitorId: string
  /** Shown in alerts and reports, 1 to 100 characters; default: the id. */
  readonly name?: string
  /** For people, 1 to 1000 characters. */
  readonly note?: string
  /** `false` pauses the monitor; default true. */
  readonly enabled?: boolean
  /** Where test messages go: a mailbox that is used for nothing else. */
  readonly emailAddress: string
  readonly mailbox: MailboxDefinition
  readonly smtp?: SmtpDefinition
  /** Whole seconds from 5 to 300 for the whole trip; default 300. */
  readonly timeoutSeconds?: number
  /** Whole minutes from 1 to 1440, and longer than the timeout; default 10. */
  readonly intervalMinutes?: number
  /**
   * Where it runs: 1 to 10 names from `locations` in `cdk/settings.ts`, `home` for the stack's own Region.
   * Default: `defaultLocations` there.
   */
  readonly locations?: readonly string[]
  /** `all`: each location at every interval; `rotate`: they take turns, in the order written. Default `all`. */
  readonly locationMode?: 'all' | 'rotate'
  /** With `rotate`: locations that run at one interval, 1 to their number less 1; default 1. */
  readonly locationsPerRun?: number
  /** What a run that delivered may take before it is slow; default: no run is slow. */
  readonly slow?: SlowDefinition
  /**
   * Who is told what, and when: 1 to 20 policies, each for itself; default `[{ onError: true }]`. `[{
   * onError: false }]` tells nobody.
   */
  readonly alerts?: readonly PolicyDefinition[]
  /** Up to 20 labels of letters, digits and `._:/=+@-`, 64 characters each. */
  readonly tags?: readonly string[]
}

export type MailboxDefinition = {
  /** `pop3[s]://host` or `imap[s]://host`, with `:port` if it is not the usual one; a bare host means `pop3://`. */
  readonly server: string
  readonly userid: string
  /**
   * `ssm:NAME` or `secretsmanager:NAME`, or in a file for one machine `env:NAME`; never the password itself.
   * Either this or `grant`.
   */
  readonly password?: string
  /**
   * Whole seconds from 0 to 900 between two logins of a run, for providers that count them; default 0: a run
   * looks as often as it likes. IMAP makes one login for all looks; the delay then counts only after a lost
   * session.
   */
  readonly secondsBetweenLogins?: number
  /**
   * IMAP only. The folder that the message arrives in, 1 to 255 characters, as the server spells it, separator
   * included; readable text, not modified UTF-7. It must exist. Default `INBOX`.
   */
  readonly folder?: string
  /**
   * What a message in the junk folder means: `failed` (the run fails), `ok` (delivered, warning
   * `found-in-junk`), `off` (not searched). Default `failed`; `off` for POP3 without `junkServer`, where nothing
   * else is allowed.
   */
  readonly junk?: 'failed' | 'ok' | 'off'
  /**
   * POP3 only. `imap[s]://host[:port]` (143, 993), searched once per run, shortly before the deadline, with the
   * mailbox's login; the secret must be stored for this host too. A bare host means `imap://`. Default: none.
   */
  readonly junkServer?: string
} & SessionDefinition

export type SmtpDefinition = {
  /** `smtp://host[:25]` or `smtps://host[:465]`; a bare host means `smtp://`. */
  readonly server: string
  /** Sender of the test messages; default: the stack's `senderAddress`, else `emailAddress`. */
  readonly from?: string
  /** The name said in EHLO; default: the host's own. */
  readonly heloName?: string
  /** With `password`, where the server wants a login. */
  readonly userid?: string
  readonly password?: string
} & SessionDefinition

/** One rule of who is told what. Escalation is a second one, with a larger count and another topic. */
export interface PolicyDefinition {
  /** Tell when the monitor goes down, again while it is, and when it works again; default true. */
  readonly onError?: boolean
  /** Failing runs in a row before it counts, 1 to 100; default 1. */
  readonly afterFailures?: number
  /** Locations that must fail at once, 1 to the number of the monitor's; default 1. */
  readonly minLocations?: number
  /**
   * A failing run counts only if a second one, made at once, fails too: `true` at the same location,
   * `'elsewhere'` at another of the monitor's. Default false, which may be written `'off'`.
   */
  readonly verify?: boolean | 'elsewhere' | 'off'
  /**
   * Minutes between two alerts while the monitor is down, 1 to 10,080 (a week); default 0, which may be
   * written `'never'`: it is told once.
   */
  readonly repeatMinutes?: number | 'never'
  /** Most alerts of one incident, 1 to 1,000; the first counts, the recovery does not. Default: no limit. */
  readonly maxAlerts?: number
  /** Tell of the recovery, if the incident was told; default true. */
  readonly onRecovery?: boolean
  /**
   * Slow runs in a row before it is told, and normal ones before that is over, 1 to 100; needs `slow`.
   * Default false: never.
   */
  readonly onSlow?: number | false
  /** A topic's name in `cdk/settings.ts`, never an ARN; default `alerts`. */
  readonly topic?: string
}

/**
 * Thresholds in seconds, above 0 and at most 300, fractions allowed: what takes longer is slow. What is left
 * out is never slow.
 */
export interface SlowDefinition {
  /** From handing the message over until it is seen in the mailbox. */
  readonly roundTrip?: number
  /** From the end of the handing over until it is seen in the mailbox. */
  readonly transit?: number
  /** Phases of the session with the server that takes the message. */
  readonly smtp?: Readonly<Partial<Record<SendingPhase, number>>>
  /** Phases of the session with the mailbox. */
  readonly mailbox?: Readonly<Partial<Record<MailboxPhase, number>>>
}

/** What both sides have. */
export interface SessionDefinition {
  /** How it logs in; default: `oauth2` with a `grant`, else `password`. */
  readonly auth?: 'password' | 'oauth2'
  /**
   * OAuth2: the stored grant from which access tokens are fetched, written as a password is: `ssm:NAME`,
   * `secretsmanager:NAME`, in a file for one machine `env:NAME`. In place of `password`.
   */
  readonly grant?: string
  /**
   * Default: `required` for `…s://`; with a login, no password is said without TLS; else `opportunistic`.
   */
  readonly tls?: 'required' | 'opportunistic' | 'none'
  /** `false` accepts any certificate; default true. */
  readonly verify?: boolean
}
