import type { Instant } from './clock.ts'
import type { Dialogue } from './dialogue.ts'
import type { Login, LoginWatch } from './login.ts'
import type { MailboxSettings, SmtpSettings } from '../../core/definition/monitor.ts'
import type { RunKey, Warning } from '../../core/run/run.ts'
import type { Millis } from '../../core/time/units.ts'

/** A message ready for the wire: RFC 5322 text with CRLF line ends, without dot-stuffing. */
export interface OutgoingMessage {
  from: string
  to: string
  text: string
  /** Whose test message it is, for a sender that reports later what became of it; absent: it is none. */
  run?: RunKey
}

export interface Submitted {
  /** When the accepted MAIL FROM was said, on both clocks. */
  mailFrom: Instant
  /** When the 250 after the dot was read. */
  accepted: Instant
}

/**
 * One session with the server that takes the message. Every method throws `ProbeError` for whatever the
 * server, the network or the signal does, and settles soon (100 ms) after the signal fires.
 */
export interface SendingSession {
  /**
   * MAIL FROM to the final dot. A definite refusal throws evidence of kind `refused`; after it `submit` may
   * be called on a new session. Any other error after the dot, and a shutdown said then, leaves open whether
   * the message was taken: `mayBeAccepted`.
   */
  submit(message: OutgoingMessage, signal: AbortSignal): Promise<Submitted>
  /** True from the moment at which the server may hold the whole message without having said so. */
  readonly mayBeAccepted: boolean
  /** When MAIL FROM was last said; undefined before. */
  readonly mailFrom: Instant | undefined
  readonly warnings: readonly Warning[]
  /** Says QUIT and closes; waits at most 1 s; never throws. */
  close(): Promise<void>
}

export interface MailSender {
  /**
   * Resolves, connects, greets, upgrades and logs in: all that comes before MAIL FROM. `greetingMs`: how long
   * the greeting may take, default 30 s.
   */
  open(dialogue: Dialogue, signal: AbortSignal, greetingMs?: Millis): Promise<SendingSession>
}

/**
 * Most octets of one message that a session takes. Where a server sends more of it, whatever it was asked for,
 * the session throws `over-bound` and is over.
 */
export const MAX_MESSAGE_OCTETS = 8 * 1024 * 1024

/** One message as a session lists it: a handle, for that session and no other. */
export interface ListedMessage {
  /** Unique among all folders, and valid in later sessions; absent where ids are missing or repeated. */
  readonly key?: string
  /** As the server says, which may be an estimate; absent where it does not. */
  readonly sizeOctets?: number
  /** It lies in the junk folder, not where it was expected. */
  readonly isJunk?: true
}

/**
 * What a wait came to. `look`: the session can be asked again. `over`: none stands, and none was lost. `lost`: the
 * server ended it while it waited, which is no verdict.
 */
export type News = 'look' | 'over' | 'lost'

/**
 * One login at a mailbox. A look is `list`, headers, removals, `settle`; between two looks there is `news`.
 * POP3 has a session for each look, IMAP one for all. Errors as for `SendingSession`.
 */
export interface MailboxSession {
  readonly warnings: readonly Warning[]
  /** As `MailboxConnection` has it, where the server says otherwise once it knows the user. */
  readonly loginDelayMs?: Millis | undefined
  /** What it has learnt of the server, for the next session of the run. */
  readonly learnt?: object
  /**
   * What is listed are messages that were not fetched yet, whatever was deleted (Gmail over POP3): `remove` fetches
   * each before, and what was deleted may be listed again all the same.
   */
  readonly listsUnfetched?: true
  /** What is there, in the server's order; messages whose header this session has read may be left out. */
  list(signal: AbortSignal): Promise<Iterable<ListedMessage>>
  /**
   * What is in the junk folder, each with `isJunk`; `undefined`: there is none, or nothing has come since. It is
   * asked at most every 500 ms. What a server does there is no failure: `junk-not-looked-into` warns of it, and
   * where it gives no answer in 5 s the session is lost. Absent where nobody looks there.
   */
  listJunk?(signal: AbortSignal): Promise<Iterable<ListedMessage> | undefined>
  /**
   * The header section of one message: raw text, lines unstuffed. What it says is logged as an octet count.
   */
  header(message: ListedMessage, signal: AbortSignal): Promise<string>
  /** The first so many lines of what follows the header, or more of them; logged as `header` is. */
  opening(message: ListedMessage, lines: number, signal: AbortSignal): Promise<string>
  /**
   * Marks for deletion; nothing is gone before `settle`. Only for messages of ours: `fetchFirst` reads the whole
   * message before, which POP3 does for one that was deleted and is listed again.
   */
  remove(message: ListedMessage, signal: AbortSignal, fetchFirst?: boolean): Promise<void>
  /**
   * Ends a look: carries out the deletions; throws `ProbeError` when that is refused or unanswered. In POP3
   * this is QUIT, and the session is over (RFC 1939 §6).
   */
  settle(signal: AbortSignal): Promise<void>
  /**
   * After `settle`: waits for mail, at most `gap` ms. Where no session stands any more it answers when `gap` has
   * passed or the signal has fired. Never throws for what a server does.
   */
  news(gap: Millis, signal: AbortSignal): Promise<News>
  /** Ends what is left of the session, without deletions; waits at most 1 s; never throws; safe to repeat. */
  close(): Promise<void>
}

export interface MailboxOpening<Learnt extends object = object> {
  /** As for `MailSender`. */
  greetingMs?: Millis
  /** What the session before has learnt of the server. */
  learnt?: Learnt | undefined
}

/** A connection on which all is ready for the login. */
export interface MailboxConnection {
  /**
   * How far apart the server wants two logins, as it announces; absent where it says nothing. Some servers
   * announce a delay and take logins at any time.
   */
  readonly loginDelayMs?: Millis | undefined
  /** To be called once; a refusal ends the connection. */
  logIn(signal: AbortSignal): Promise<MailboxSession>
  /** Ends it without a login; `logIn` then tells that it is lost. Never throws; safe to repeat. */
  close(): void
}

export interface Mailbox {
  /** Resolves, connects, greets and upgrades: all that comes before the login. */
  connect(dialogue: Dialogue, signal: AbortSignal, opening?: MailboxOpening): Promise<MailboxConnection>
}

/** Makes the mail adapters of one run. */
export interface MailServers {
  /** `undefined` settings mean the built-in sender, an `undefined` login that none is made. */
  sender(settings: SmtpSettings | undefined, login: Login | undefined, watch?: LoginWatch): MailSender
  mailbox(settings: MailboxSettings, login: Login, watch?: LoginWatch): Mailbox
  /** The junk folder of `junkServer`, and no other. Throws `Error` without a `junkServer`. */
  junkFolder(settings: MailboxSettings, login: Login, watch?: LoginWatch): Mailbox
}
