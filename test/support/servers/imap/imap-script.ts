import { TLSSocket } from 'node:tls'

import type { Script, ScriptedConnection } from '../scripted-server.ts'
import { COMMANDS } from './commands/commands.ts'
import { imapFolders } from './imap-folders.ts'
import { type ImapPlay, USUAL_CAPABILITIES } from './imap-play.ts'
import { type ImapSession, imapSession } from './imap-session.ts'
import { type Argument, parseArguments } from './imap-text.ts'

/** Told of every command before it is carried out. */
export type Onlooker = (
  session: ImapSession,
  command: string,
  args: readonly Argument[],
  line: string,
) => void

export function imapScript(play: ImapPlay, watch: Onlooker = () => undefined): Script {
  const folders = play.folders ?? imapFolders()
  const perform = performer(play)

  return async (connection) => {
    const session = imapSession(connection, play, folders, capabilitiesOf(play))
    const greet = () => {
      const state = play.isPreauthenticated ? 'PREAUTH' : 'OK'
      if (play.isPreauthenticated) session.state = 'authenticated'
      const told = play.announces?.includes('greeting')
        ? `[CAPABILITY ${session.capabilities().join(' ')}] `
        : ''
      session.say(`* ${state} ${told}ready`)
      return session.flush()
    }
    await perform(session, '', '', greet)
    while (session.state !== 'ended') {
      const line = await readCommand(session, perform)
      const [, tag = '*', name = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?([^]*)$/i.exec(line) ?? []
      const command = name === '' ? 'SASL' : name.toUpperCase()
      const args = parseArguments(rest)
      watch(session, command, args, line)
      await perform(session, command, line, async () => {
        const tagged = await carryOut(session, command, args)
        session.say(`${tag} ${tagged}`)
        await session.flush()
        if (session.state === 'ended') connection.end()
        if (command === 'STARTTLS' && tagged.startsWith('OK') && play.certificate) {
          await connection.upgrade(play.certificate)
        }
      })
    }
  }
}

type Perform = (session: ImapSession, key: string, line: string, usual: () => Promise<void>) => Promise<void>

/** Does what `on` says of this key, or what is usual. */
function performer(play: ImapPlay): Perform {
  return async (session, key, line, usual) => {
    const { connection } = session
    const delayMs = play.delayMs?.[key] ?? 0
    if (delayMs > 0) await connection.pause(delayMs)
    const secured = isSecured(connection) ? play.onceSecured : undefined
    const reply = secured?.[key] ?? play.on?.[key]
    if (reply === undefined) return usual()
    if (typeof reply !== 'string') return reply(connection, line, usual)
    const [tag = '*'] = line.split(' ', 1)
    session.say(reply.replace(/^\$/gm, tag))
    return session.flush()
  }
}

async function carryOut(session: ImapSession, command: string, args: readonly Argument[]): Promise<string> {
  const known = COMMANDS[command]
  if (!known) return 'BAD unknown command'
  if (known.needs && !session.offers(known.needs)) return `BAD no ${known.needs} here`
  if (known.state === 'authenticated' && session.state !== 'authenticated') return 'BAD log in first'
  if (known.state === 'selected' && !session.selected) return 'BAD select a folder first'
  const tagged = await known.run(session, args)
  if (!known.keepsNumbers) session.report()
  return tagged
}

/**
 * A whole command, one character per octet: behind an announced literal its octets and the rest of the line
 * (RFC 3501 §4.3).
 */
async function readCommand(session: ImapSession, perform: Perform): Promise<string> {
  const { connection } = session
  const readLine = async () => Buffer.from(await connection.readLine()).toString('latin1')
  let line = await readLine()
  for (let part = line; ;) {
    const [, octets, isUnasked] = /\{(\d+)(\+?)\}$/.exec(part) ?? []
    if (octets === undefined) return line
    if (!isUnasked) {
      await perform(session, 'LITERAL', line, async () => {
        session.say('+ go on')
        await session.flush()
      })
    }
    part = await readLine()
    while (part.length < Number(octets)) part += `\r\n${await readLine()}`
    line += `\r\n${part}`
    part = part.slice(Number(octets))
  }
}

function capabilitiesOf({ capabilities = USUAL_CAPABILITIES }: ImapPlay) {
  return ({ connection, state }: ImapSession): readonly string[] => {
    if (!('plain' in capabilities)) return capabilities
    const { plain, secured = plain, loggedIn = secured } = capabilities
    if (state === 'authenticated') return loggedIn
    return isSecured(connection) ? secured : plain
  }
}

function isSecured({ socket }: ScriptedConnection): boolean {
  return socket instanceof TLSSocket
}
