import net from 'node:net'
import tls from 'node:tls'

import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { Certificate } from './certificates.ts'

/** One connection, as a test's script plays the server's part in it. */
export interface ScriptedConnection {
  /** The socket under way now: plain, or TLS after `upgrade`. */
  readonly socket: net.Socket
  /** Sends bytes as they are; the caller writes the line ends. */
  write(bytes: string | Uint8Array): void
  /** The next line from the client without its line end; rejects once the client has gone away. */
  readLine(): Promise<string>
  /** Resolves when the server's clock has gone on by `ms`. */
  pause(ms: number): Promise<void>
  /** Sends FIN. */
  end(): void
  /** Sends RST. */
  reset(): void
  /** Makes the TLS handshake on this connection; resolves when it stands. */
  upgrade(certificate: Certificate): Promise<void>
  destroy(): void
  /** Resolves when the connection is gone. */
  readonly closed: Promise<unknown>
}

export type Script = (connection: ScriptedConnection, index: number) => Promise<void> | void

export interface ScriptedServer {
  readonly port: number
  /** How many connections were taken. */
  readonly connections: number
  /** Connections that stand now. */
  readonly open: number
  /** Every whole line that clients said, in order, without line ends. */
  readonly lines: readonly string[]
  /** Destroys every connection and the listener. */
  close(): Promise<void>
}

/**
 * A raw listener on 127.0.0.1 that plays `script` on each connection; with `tls` every connection begins with
 * a handshake. It waits by `clock`, default the machine's. When a script ends, its connection stays open
 * until the client or the test ends it. What a script throws because the client went away is expected;
 * anything else is thrown by `close`.
 */
export async function scriptedServer(
  script: Script,
  options: { tls?: Certificate; clock?: Clock } = {},
): Promise<ScriptedServer> {
  const { clock = systemClock } = options
  const standing = new Set<ScriptedConnection>()
  const lines: string[] = []
  const failures: unknown[] = []
  let connections = 0

  const listener = net.createServer({ noDelay: true }, (socket) => {
    const index = connections++
    const connection = scriptedConnection(socket, lines, clock)
    standing.add(connection)
    void connection.closed.then(() => standing.delete(connection))
    const play = async () => {
      if (options.tls) await connection.upgrade(options.tls)
      await script(connection, index)
    }
    play().catch((error: unknown) => {
      if (error instanceof ClientGone) return
      failures.push(error)
      connection.destroy()
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('the listener has no port')

  return {
    port: address.port,
    get connections() {
      return connections
    },
    get open() {
      return standing.size
    },
    lines,
    async close() {
      const ended = new Promise((resolve) => listener.close(resolve))
      for (const connection of standing) connection.destroy()
      await ended
      if (failures.length > 0) throw new AggregateError(failures, 'a script failed')
    },
  }
}

/** The client ended the connection while the script waited for it. */
class ClientGone extends Error {
  override readonly name = 'ClientGone'
}

function scriptedConnection(plain: net.Socket, heard: string[], clock: Clock): ScriptedConnection {
  const unread: string[] = []
  let socket = plain
  let remainder = ''
  let gone = false
  let wake: () => void = () => undefined

  const onData = (chunk: Buffer) => {
    const parts = (remainder + chunk.toString('utf8')).split('\n')
    remainder = parts.pop() ?? ''
    const whole = parts.map((line) => line.replace(/\r$/, ''))
    heard.push(...whole)
    unread.push(...whole)
    wake()
  }
  const { promise: closed, resolve: close } = Promise.withResolvers<undefined>()
  // Of a socket under TLS the plain one may not tell: whichever of the two says it first counts.
  const onClose = () => {
    gone = true
    wake()
    close(undefined)
  }
  plain.once('close', onClose)
  plain.on('error', () => undefined)
  plain.on('data', onData)

  return {
    get socket() {
      return socket
    },
    closed,
    write(bytes) {
      if (!gone) socket.write(bytes)
    },
    pause: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    end: () => void socket.end(),
    reset: () => void plain.resetAndDestroy(),
    destroy() {
      socket.destroy()
      plain.destroy()
    },
    async readLine() {
      for (;;) {
        const line = unread.shift()
        if (line !== undefined) return line
        if (gone) throw new ClientGone('the client has gone away')
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    upgrade(certificate) {
      plain.removeListener('data', onData)
      const secured = new tls.TLSSocket(plain, { isServer: true, ...certificate })
      socket = secured
      remainder = ''
      secured.on('data', onData)
      secured.once('close', onClose)
      return new Promise((resolve, reject) => {
        secured.once('secure', () => resolve())
        secured.on('error', () => reject(new ClientGone('the handshake failed')))
        void closed.then(() => reject(new ClientGone('closed in the handshake')))
      })
    },
  }
}
