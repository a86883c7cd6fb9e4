import type { ScriptedConnection } from '../scripted-server.ts'
import type { Folder, ImapFolders, StoredMessage } from './imap-folders.ts'
import type { ImapPlay } from './imap-play.ts'
import { type Response, written } from './imap-text.ts'

/** One connection, and what it has been told of the folder that it has open. */
export interface ImapSession {
  readonly connection: ScriptedConnection
  readonly play: ImapPlay
  readonly folders: ImapFolders
  state: 'fresh' | 'authenticated' | 'ended'
  /** The folder under way; `known`: its messages by the numbers that the client has for them. */
  selected: { folder: Folder; known: StoredMessage[]; isReadOnly: boolean } | undefined
  /** As they hold now. */
  capabilities(): readonly string[]
  /** Whether they name this, given in capital letters. */
  offers(name: string): boolean
  /** Queues an untagged response. */
  say(...response: Response): void
  /** Queues EXPUNGE and EXISTS for what has happened in the folder since it was last told. */
  report(): void
  /** Sends what is queued, in one piece unless the play sends otherwise. */
  flush(): Promise<void>
}

export function imapSession(
  connection: ScriptedConnection,
  play: ImapPlay,
  folders: ImapFolders,
  capabilities: (session: ImapSession) => readonly string[],
): ImapSession {
  let queued = ''
  const { quirks = {} } = play
  const session: ImapSession = {
    connection,
    play,
    folders,
    state: 'fresh',
    selected: undefined,
    capabilities: () => capabilities(session),
    offers: (name) => capabilities(session).some((told) => told.toUpperCase() === name),
    say(...response) {
      queued += written(response, quirks)
    },
    report() {
      if (!session.selected) return
      const { folder, known } = session.selected
      const present = new Set(folder.messages)
      for (let at = known.length - 1; at >= 0; at -= 1) {
        const message = known[at]
        if (message && !present.has(message)) {
          known.splice(at, 1)
          session.say(`* ${String(at + 1)} EXPUNGE`)
        }
      }
      if (folder.messages.length === known.length) return
      known.push(...folder.messages.slice(known.length))
      session.say(`* ${String(known.length)} EXISTS`)
    },
    async flush() {
      const bytes = Buffer.from(queued, 'latin1')
      queued = ''
      if (bytes.length === 0) return
      if (play.send) await play.send(connection, bytes)
      else connection.write(bytes)
    },
  }
  return session
}
