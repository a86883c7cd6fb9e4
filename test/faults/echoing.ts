import { imapFolders } from '../support/servers/imap/imap-folders.ts'
import type { ImapPlay } from '../support/servers/imap/imap-play.ts'
import type { ServerAct } from '../support/servers/server-acts.ts'
import type { Probed } from '../support/worlds/full-probe.ts'

/** What a server says back, and how. */
export interface Echo {
  side: 'smtp' | 'pop3' | 'imap'
  verb: string
  encode: (secret: string) => string
  /** Shares of the encoded secret at which it is cut: both ends, and the lines between. */
  cuts: readonly number[]
  refuses: boolean
  /** The connection ends in the middle of the last line. */
  breaksOff: boolean
}

/** Where a server can say something after it was sent a password. */
export const VERBS = {
  smtp: ['AUTH', 'MAIL', 'RCPT', 'DATA', '.', 'QUIT'],
  pop3: ['PASS', 'AUTH', 'SASL', 'UIDL', 'LIST', 'TOP', 'DELE', 'QUIT'],
  imap: [
    ...['CAPABILITY', 'AUTHENTICATE', 'LOGIN', 'SASL', 'SELECT', 'LIST', 'STATUS'],
    ...['FETCH', 'UID FETCH', 'UID STORE', 'UID EXPUNGE', 'LOGOUT'],
  ],
}

export function partsOf(said: string, cuts: readonly number[]): string[] {
  const places = [...cuts].sort((a, b) => a - b).map((share) => Math.round(share * said.length))
  return places.slice(1).map((place, index) => said.slice(places[index], place))
}

/** Says the secret in pieces: of one line, or as many lines as the protocol has. `code`: SMTP's. */
export function sayingBack(echo: Echo, secret: string, code: string): ServerAct {
  const { side, encode, cuts, refuses, breaksOff } = echo
  const parts = partsOf(encode(secret), cuts)
  const status = refuses ? '-ERR' : '+OK'
  const linesFor = (tag: string): string[] => {
    if (side === 'pop3') return [`${status} ${parts.join(' ')}`]
    if (side === 'imap')
      return [
        ...parts.slice(1).map((part) => `* ${part}`),
        `${tag} ${refuses ? 'NO' : 'OK'} ${parts.join(' ')}`,
      ]
    return parts.map((part, index) => `${code}${index < parts.length - 1 ? '-' : ' '}${part}`)
  }
  return (connection, line) => {
    const lines = linesFor(line.split(' ', 1)[0] ?? '')
    connection.write(Buffer.from(lines.join('\r\n')))
    if (breaksOff) connection.end()
    else connection.write('\r\n')
  }
}

/** A message of others lies in each folder, so that every command is said. */
export function imapSaying(more: ImapPlay): ImapPlay {
  const folders = imapFolders({ Junk: { attributes: ['\\Junk'] } })
  for (const folder of ['INBOX', 'Junk']) folders.deliver('Subject: old\r\n\r\n', { folder })
  return { folders, ...more }
}

/** All that anybody is shown of a run, without the marks, in lower case. */
export function shownOf({ log, detail = '' }: Probed): string {
  return [...log.map(({ text }) => text), detail].join('\n').replaceAll('<secret>', '\0').toLowerCase()
}
