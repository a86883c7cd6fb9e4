import type { ImapSession } from '../imap-session.ts'
import type { Argument } from '../imap-text.ts'

export interface Command {
  /** Without this capability it is unknown. */
  needs?: string
  state?: 'authenticated' | 'selected'
  /** No EXPUNGE may be told in its answer, for it names messages by number (RFC 3501 §7.4.1). */
  keepsNumbers?: true
  /** Queues untagged responses; answers the tagged one without its tag. */
  run(session: ImapSession, args: readonly Argument[]): string | Promise<string>
}

export type CommandTable = Readonly<Partial<Record<string, Command>>>
