import type { PhaseName, Side } from '../time/phases.ts'
import type { GrantReason, SenderReason } from './statuses.ts'

/**
 * What kind of thing stopped a dialogue, told by what was seen on the wire and nothing else.
 *
 * - `host-not-found`, `dns-failure`: the name has no address; or nobody could say
 * - `connection-refused`, `unreachable`, `connect-timeout`: no address of the host took a TCP connection
 * - `no-greeting`: connected, and not one whole greeting line within its share of the deadline
 * - `connection-lost`: closed or reset after the connection stood
 * - `tls`: the handshake failed, or the certificate did not hold where it must (an opportunistic upgrade may go on
 *   without it, but no password follows); `errno` holds Node's or OpenSSL's code
 * - `tls-not-offered`, `auth-not-offered`: required by the definition, absent from what the server offers
 * - `password-needs-tls`: a login would say the password in the clear, or follow where there was TLS before;
 *   none was made, and `text` says which
 * - `refused`: a well-formed negative reply
 * - `protocol`: a reply that is none, or one that nobody asked for
 * - `over-bound`: more of one message came than is read, and the session ended with it
 * - `junked`: the message came, into the junk folder; `text` quotes what marks it
 * - `deadline`: the run's signal fired while this phase waited
 */
export type EvidenceKind =
  | 'host-not-found'
  | 'dns-failure'
  | 'connection-refused'
  | 'unreachable'
  | 'connect-timeout'
  | 'no-greeting'
  | 'connection-lost'
  | 'tls'
  | 'tls-not-offered'
  | 'auth-not-offered'
  | 'password-needs-tls'
  | 'refused'
  | 'protocol'
  | 'over-bound'
  | 'junked'
  | 'deadline'

/** What an adapter knows when it can go no further. The verdict is made from this alone. */
export interface Evidence {
  side: Side
  phase: PhaseName
  kind: EvidenceKind
  /** The command that was waiting, without its arguments: `RCPT TO`, `PASS`, `UID FETCH`. */
  command?: string
  /** Node's `err.code` or OpenSSL's: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  errno?: string
  /** SMTP reply code, 400 to 599 (RFC 5321 §4.2). */
  replyCode?: number
  /** SMTP enhanced status code, as `5.1.1` (RFC 3463). */
  enhancedCode?: string
  /** Of a refusal of MAIL or RCPT: the server offered a login (RFC 4954 §3), and none was made. */
  loginOffered?: true
  /**
   * A login was made before: in the SMTP session that failed, or, where a mailbox refuses one, with the same
   * password in an earlier session of the run.
   */
  afterLogin?: true
  /** Of the built-in sender, which is no mail server: why it did not take the message. It stands for the reason. */
  senderReason?: SenderReason
  /** Of a login by token that was refused: why its grant brings no token any more. It stands for the reason. */
  grantReason?: GrantReason
  /** Response code without brackets, of POP3 (RFC 2449 §8, RFC 3206) or IMAP (RFC 5530 §3): `IN-USE`, `LIMIT`. */
  responseCode?: string
  /**
   * The server's own words, already tamed: one line, at most 300 characters, no secrets; of kind `junked`, our
   * time of arrival, then quoted header fields.
   */
  text?: string
}
