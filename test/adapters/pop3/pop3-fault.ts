import { setTimeout as pause } from 'node:timers/promises'
import { vi, expect } from 'vitest'
import type { Evidence } from '../../../shared/core/evidence.ts'
import { createAuthority, issueCertificate, type Certificate } from '../../support/certificates.ts'
import { scriptedServer, type ScriptedConnection } from '../../support/scripted-server.ts'
import { pop3Play, type Act, type Play } from './pop3-play.ts'
import { HOST, visit, type Visit, type Visited } from './pop3-visit.ts'

export const authority = createAuthority()
export const certificate = issueCertificate({ names: [HOST], ca: authority })
export const WITH_STLS = ['TOP', 'UIDL', 'USER', 'STLS']
export const SASL = ['SASL PLAIN', 'UIDL']
/** Short, since a silent server is waited for until here. */
export const DEADLINE = 300

/** What a server does wrong, and what is to be seen of it. */
export interface Fault {
  what: string
  play: Play
  /** TLS from the first octet, with this certificate. */
  over?: Certificate
  plan?: Omit<Visit, 'port'>
  evidence: Omit<Evidence, 'side'>
}

export const silent: Act = () => new Promise<void>(() => undefined)
export const closing: Act = (connection) => connection.end()
/** A moment later, so that the client has seen the connection stand. */
export const resetting: Act = async (connection) => {
  await pause(10)
  connection.reset()
}
export const saying =
  (text: string, then: Act = () => undefined): Act =>
  (connection, line) => {
    connection.write(text)
    return then(connection, line)
  }
const DRIP = 40
/** One octet every now and then: no time limit between reads would ever end this. */
export const dripping =
  (text: string): Act =>
  async (connection) => {
    for (const octet of text) {
      await pause(DRIP)
      connection.write(octet)
    }
  }
/** Writes as fast as the client reads, until it hangs up. */
export const flooding =
  (first: string, chunk: Buffer): Act =>
  async (connection: ScriptedConnection) => {
    connection.write(first)
    for (const { socket } = connection; !socket.destroyed;) {
      if (socket.write(chunk)) await pause(0)
      else await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), connection.closed])
    }
  }

export interface Suffered extends Visited {
  lines: readonly string[]
  connections: number
}

/** What came of a visit to a server with this fault, once the server has no connection left. */
export async function suffer({ play, over, plan = {} }: Fault): Promise<Suffered> {
  const server = await scriptedServer(pop3Play({ certificate, ...play }), over ? { tls: over } : {})
  try {
    const visited = await visit({ port: server.port, ca: [authority.cert], ...plan })
    await vi.waitFor(() => expect(server.open).toBe(0), { timeout: 500, interval: 5 })
    return { ...visited, lines: [...server.lines], connections: server.connections }
  } finally {
    await server.close()
  }
}
