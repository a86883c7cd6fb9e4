import { setImmediate as turn } from 'node:timers/promises'

import type { ImapAct, ImapPlay } from './imap-play.ts'

/** What is usual, behind other words: whole lines, sent with CRLF. */
export const alsoSaying =
  (...lines: readonly string[]): ImapAct =>
  (connection, _line, usual) => {
    connection.write(lines.map((line) => `${line}\r\n`).join(''))
    return usual()
  }

/** These lines, `$` for the tag, and then what comes next. */
export const replying =
  (lines: string, then: ImapAct = () => undefined): ImapAct =>
  (connection, line, usual) => {
    const [tag = '*'] = line.split(' ', 1)
    connection.write(`${lines.replace(/^\$/gm, tag)}\r\n`)
    return then(connection, line, usual)
  }

/** What is usual at the first turns, counted over all connections, and this from then on. */
export const fromTurn =
  (turn: number, act: ImapAct): ImapAct =>
  (connection, line, usual) =>
    --turn > 0 ? usual() : act(connection, line, usual)

/** The first acts for the first turns, counted over all connections; after them what is usual. */
export const atFirst = (...acts: readonly ImapAct[]): ImapAct => {
  const left = [...acts]
  return (connection, line, usual) => (left.shift() ?? usual)(connection, line, usual)
}

/** What is usual, once this has happened. */
export const after =
  (happening: () => void): ImapAct =>
  (_connection, _line, usual) => {
    happening()
    return usual()
  }

/** Takes IDLE, and tells nothing of what happens until DONE. */
export const silentIdle: ImapAct = async (connection, line) => {
  connection.write('+ idling\r\n')
  await connection.readLine()
  connection.write(`${line.split(' ', 1)[0] ?? ''} OK no longer idle\r\n`)
}

/** Every reply in two pieces. */
export const cutAt =
  (octets: number): NonNullable<ImapPlay['send']> =>
  async (connection, bytes) => {
    connection.write(bytes.subarray(0, octets))
    if (octets >= bytes.length) return
    await turn()
    await turn()
    connection.write(bytes.subarray(octets))
  }

export const octetByOctet: NonNullable<ImapPlay['send']> = async (connection, bytes) => {
  for (const octet of bytes) {
    connection.write(Buffer.from([octet]))
    await turn()
  }
}
