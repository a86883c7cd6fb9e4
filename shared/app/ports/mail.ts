import type { Instant } from './clock.ts'
import type { Dialogue } from './dialogue.ts'
import type { MailboxSettings, SmtpSettings } from '../../core/definition/monitor.ts'
import type { Warning } from '../../core/run/run.ts'

/** A message ready for the wire: RFC 5322 text with CRLF line ends, without dot-stuffing. */
export interface OutgoingMessage {
  from: string
  to: string
  text: string
}

export interface Submitted {
  /** When the accepted MAIL FROM was said, on both clocks. */
  mailFrom: Instant
  /** When the 250 after the dot was read. */
  accepted: Instant
}

/**
 * One session with the server that takes the message. Every method throws `ProbeError` for whatever the server, the
 * network or the signal does, and settles soon (100 ms) after the signal fires.
 */
export interface SendingSession {
  /**
   * MAIL FROM to the final dot. A definite refusal throws evidence of kind `refused`; after it `submit` may be called
   * on a new session. Any other error after the dot leaves open whether the message was taken: `mayBeAccepted`.
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
  /** Resolves, connects, greets, upgrades and logs in: all that comes before MAIL FROM. */
  open(dialogue: Dialogue, signal: AbortSignal): Promise<SendingSession>
}

export interface ListedMessage {
  /** Message number, valid within this session only (RFC 1939 §5). */
  number: number
  /** Unique id, absent where the server gives none or repeats it in this listing. */
  uid?: string
  /** Octets, absent where the server does not say. */
  sizeOctets?: number
}

/** One session with the mailbox: a snapshot of what was there at login. Errors as for `SendingSession`. */
export interface MailboxSession {
  readonly warnings: readonly Warning[]
  /** All messages, in the server's order. */
  list(signal: AbortSignal): Promise<ListedMessage[]>
  /** The header section of one message: raw text, lines unstuffed. What it says is logged as an octet count. */
  header(message: ListedMessage, signal: AbortSignal): Promise<string>
  /** Marks for deletion; nothing is gone before `close` (RFC 1939 §6). */
  remove(message: ListedMessage, signal: AbortSignal): Promise<void>
  /** Says QUIT, which carries out the deletions; throws `ProbeError` when that is refused or unanswered. */
  close(signal: AbortSignal): Promise<void>
  /** Drops the connection without QUIT; never throws. Safe to call after `close`. */
  abandon(): void
}

export interface Mailbox {
  /** Resolves, connects, greets, upgrades and logs in. */
  open(dialogue: Dialogue, signal: AbortSignal): Promise<MailboxSession>
}

/** Makes the mail adapters of one run. */
export interface MailServers {
  /** `undefined` means the built-in sender. */
  sender(settings: SmtpSettings | undefined, password: string | undefined): MailSender
  mailbox(settings: MailboxSettings, password: string): Mailbox
}
