import type { Certificate } from '../certificates.ts'
import type { ScriptedConnection } from '../scripted-server.ts'
import type { ImapFolders } from './imap-folders.ts'
import type { Quirks } from './imap-text.ts'

/**
 * What the server does when it is its turn to answer `line`; `usual` does what it would have done. The acts
 * of `server-acts.ts` are some.
 */
export type ImapAct = (
  connection: ScriptedConnection,
  line: string,
  usual: () => Promise<void>,
) => Promise<void> | void

/** In a string `$` at the beginning of a line stands for the tag; it is sent with CRLF. */
export type ImapReply = string | ImapAct

/** By what holds before the login, before it under TLS, and after it; a list: at any time. */
export type Capabilities =
  readonly string[] | { plain: readonly string[]; secured?: readonly string[]; loggedIn?: readonly string[] }

/** An IMAP4rev1 server for one test: everything goes well but for what `on` says. */
export interface ImapPlay {
  /** Default `USUAL_CAPABILITIES`. A command whose capability is not among them is answered with BAD. */
  capabilities?: Capabilities
  /** Where capabilities are told unasked, in a response code; default nowhere. */
  announces?: readonly ('greeting' | 'login')[]
  /** The only login that is taken; default any. */
  login?: { userid: string; password: string }
  /** The greeting is PREAUTH. */
  isPreauthenticated?: boolean
  /** Presented after STARTTLS. */
  certificate?: Certificate
  /** Shared by all connections; default an empty INBOX. */
  folders?: ImapFolders
  /** Hierarchy separator; default `/`. */
  separator?: string
  /**
   * By command in capital letters, `UID` with what follows it; the greeting is the reply to `''`, a line that is
   * no command comes as `SASL`, the end of IDLE as `DONE`, an announced literal as `LITERAL`.
   */
  on?: Readonly<Record<string, ImapReply | undefined>>
  /** What of `on` is different once TLS stands. */
  onceSecured?: ImapPlay['on']
  /** Ms before the reply, by command as in `on`. */
  delayMs?: Readonly<Partial<Record<string, number>>>
  quirks?: Quirks
  /** How replies are put on the wire; default in one piece. */
  send?: (connection: ScriptedConnection, bytes: Buffer) => Promise<void>
}

export const USUAL_CAPABILITIES = [
  'IMAP4rev1',
  'AUTH=PLAIN',
  'SASL-IR',
  'LITERAL+',
  'IDLE',
  'UIDPLUS',
  'MOVE',
  'UNSELECT',
  'SPECIAL-USE',
  'ID',
  'ENABLE',
]
