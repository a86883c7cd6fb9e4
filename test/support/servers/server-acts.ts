import { setImmediate as oneTurn } from 'node:timers/promises'

import type { ScriptedConnection } from './scripted-server.ts'

/** What a server does when it is its turn to answer `line`. */
export type ServerAct = (connection: ScriptedConnection, line: string) => Promise<void> | void

/** Ms between two octets of a drip: to a deadline of 1.5 s what one a second is to one of 40 s. */
const DRIP_MS = 40

export const silent: ServerAct = () => new Promise<void>(() => undefined)

export const closing: ServerAct = (connection) => connection.end()

/** A moment later, so that the client has seen the connection stand. */
export const resetting: ServerAct = async (connection) => {
  await connection.pause(10)
  connection.reset()
}

/** Sends the text as it is, then does what comes next. */
export const saying =
  (text: string | Uint8Array, then: ServerAct = () => undefined): ServerAct =>
  (connection, line) => {
    connection.write(text)
    return then(connection, line)
  }

export const waiting =
  (ms: number, then: ServerAct): ServerAct =>
  async (connection, line) => {
    await connection.pause(ms)
    await then(connection, line)
  }

/** One octet after another, over and over: no time limit between two reads would ever end this. */
export const dripping =
  (text: string): ServerAct =>
  async (connection) => {
    while (!connection.socket.destroyed) {
      for (const octet of text) {
        await connection.pause(DRIP_MS)
        connection.write(octet)
      }
    }
  }

/** The same piece for ever, as fast as the client reads, until it hangs up. */
export const flooding =
  (first: string, piece: string | Uint8Array): ServerAct =>
  async (connection) => {
    connection.write(first)
    for (const { socket } = connection; !socket.destroyed;) {
      if (socket.write(piece)) await oneTurn()
      else await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), connection.closed])
    }
  }

/** The first acts for the first turns, counted over all connections; the last one for every later turn. */
export const inTurn = (...acts: readonly (string | ServerAct)[]): ServerAct => {
  let turns = 0
  return (connection, line) => {
    const act = acts[Math.min(turns, acts.length - 1)] ?? closing
    turns += 1
    if (typeof act !== 'string') return act(connection, line)
    connection.write(`${act}\r\n`)
    return undefined
  }
}
