/**
 * A monitor as a user writes it, in `cdk/monitors.ts` or in a file of their own. `parseMonitor` is what judges it; this type
 * is for the editor. `docs/configuration.md` explains every field. Fields that are not available yet are left out.
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
  readonly locationMode?: 'all'
  /** One policy; default `[{ onError: true }]`. */
  readonly alerts?: readonly [{ readonly onError?: boolean }]
  /** Up to 20 labels of letters, digits and `._:/=+@-`, 64 characters each. */
  readonly tags?: readonly string[]
}

export type MailboxDefinition = {
  /** `pop3://host[:110]` or `pop3s://host[:995]`; a bare host means `pop3://`. */
  readonly server: string
  readonly userid: string
  /** `ssm:NAME` or `secretsmanager:NAME`, or in a file for one machine `env:NAME`; never the password itself. */
  readonly password: string
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

/** What both sides have. */
export interface SessionDefinition {
  readonly auth?: 'password'
  /** Default: `required` for `…s://`, else `opportunistic`. */
  readonly tls?: 'required' | 'opportunistic' | 'none'
  /** `false` accepts any certificate; default true. */
  readonly verify?: boolean
}
