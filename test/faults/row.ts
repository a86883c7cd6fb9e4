import type { DemoMailOptions, DemoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import type { MailboxPhase, SendingPhase } from '../../shared/core/time/phases.ts'
import type { Warning } from '../../shared/core/run/run.ts'
import type { Reason, Status } from '../../shared/core/run/statuses.ts'
import type { Certificate } from '../support/servers/certificates.ts'
import type { FullProbe, Probed } from '../support/worlds/full-probe.ts'
import type { Delivery, FolderPlan, ImapFolders } from '../support/servers/imap/imap-folders.ts'
import type { ImapPlay } from '../support/servers/imap/imap-play.ts'
import type { Play } from '../support/servers/pop3-play.ts'
import type { Script, ScriptedServer } from '../support/servers/scripted-server.ts'
import type { SmtpPlay } from '../support/servers/smtp-play.ts'

/**
 * What stands in the place of a server in good health: a port where nothing listens (`closed`) or nobody
 * accepts (`deaf`), a server with a fault, one under TLS from the first octet (`over`), or one that speaks
 * something else altogether (`speaks`).
 */
export type Listener<P> =
  'closed' | 'deaf' | (P & { over?: Certificate; speaks?: Script }) | ((server: DemoMailServer) => P)

/**
 * How a run ends: with 0 and its warnings; or with status, reason, phase, and the first words of the advice.
 */
export type Ending =
  | readonly [status: 0, ...warnings: Warning[]]
  | readonly [
      status: Exclude<Status, 0>,
      reason: Reason,
      phase: `smtp.${SendingPhase}` | `mailbox.${MailboxPhase}` | undefined,
      advice: string,
    ]

/** One thing that goes wrong at a real listener, and what must be said of it. */
export interface Row {
  /** A sentence of what the servers do. */
  title: string
  smtp?: Listener<SmtpPlay>
  /** It shows the messages of the mail server in good health, unless it has its own. */
  mailbox?: Listener<Play>
  /** An IMAP server in the place of it; the SMTP server, unless it is a faulty one, delivers there. */
  imap?: Listener<ImapPlay>
  /**
   * What becomes of a message that a faulty SMTP server takes: the text that is delivered; default: it is
   * lost.
   */
  carries?: (message: string) => string | undefined
  /**
   * The mail server in good health, where nothing stands in its place: other than by default; and what it
   * does all the same.
   */
  demo?: Partial<DemoMailOptions>
  health?: (server: DemoMailServer, folders: ImapFolders) => void
  /** Those of the IMAP server beside INBOX. */
  folders?: Readonly<Record<string, FolderPlan>>
  /** How our message comes to the IMAP server; default into INBOX. */
  arrives?: Delivery
  plan?: Omit<Partial<FullProbe>, 'smtpPort' | 'mailboxPort' | 'ca'>
  ends: Ending
  /** Of a run that failed; default none. */
  warnings?: readonly Warning[]
  /** What the detail holds: the server's own words. */
  detail?: string | RegExp
  /** Messages may be read whole; default: that fails the row. */
  retrieves?: true
  alsoExpect?: (seen: Witness) => void
}

/** All that can be seen of a run that is over. */
export interface Witness {
  probed: Probed
  server: DemoMailServer
  /** Those that stood in for it. */
  smtp: ScriptedServer | undefined
  mailbox: ScriptedServer | undefined
  /** What the IMAP server holds. */
  folders: ImapFolders
  /** Commands to it that touch mail of others, or may. */
  trespasses: readonly string[]
  /** Lines that the probe said to the mailbox, and to the SMTP server, as its log shows them. */
  toMailbox: readonly string[]
  toSmtp: readonly string[]
}
