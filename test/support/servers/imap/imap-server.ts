import type { Clock } from '../../../../shared/app/ports/clock.ts'
import type { Certificate } from '../certificates.ts'
import { type ScriptedServer, scriptedServer } from '../scripted-server.ts'
import { type Delivery, type ImapFolders, type StoredMessage, imapFolders } from './imap-folders.ts'
import type { ImapPlay, ImapReply } from './imap-play.ts'
import { imapScript } from './imap-script.ts'
import { isTrespass } from './trespass.ts'

export interface ImapServer extends ScriptedServer {
  readonly folders: ImapFolders
  /** Puts a message into a folder; who has it open and is idle is told at once. */
  deliver(text: string, delivery?: Delivery): StoredMessage
  /** From now on this is the reply to the command; undefined: the usual one again. */
  replace(command: string, reply: ImapReply | undefined): void
  /** Commands that touch mail of others, or may, whatever was answered; empty for a client that keeps its hands off. */
  readonly trespasses: readonly string[]
}

/** A server on 127.0.0.1 that plays this; with `tls` every connection begins with a handshake. */
export async function imapServer(
  play: ImapPlay = {},
  options: { tls?: Certificate; clock?: Clock } = {},
): Promise<ImapServer> {
  const folders = play.folders ?? imapFolders()
  const on: Record<string, ImapReply | undefined> = { ...play.on }
  const trespasses: string[] = []
  const script = imapScript({ ...play, folders, on }, (session, command, args, line) => {
    if (isTrespass(session, command, args)) trespasses.push(line)
  })
  const server = await scriptedServer(script, options)
  return {
    get port() {
      return server.port
    },
    get connections() {
      return server.connections
    },
    get open() {
      return server.open
    },
    lines: server.lines,
    folders,
    trespasses,
    deliver: (text, delivery) => folders.deliver(text, delivery),
    replace(command, reply) {
      on[command] = reply
    },
    close: () => server.close(),
  }
}
