import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

import { MINUTE } from '../../shared/core/time/units.ts'
import type { FaultPlan } from './faults.ts'
import type { Listener } from './listener.ts'
import { LOOPBACK, MOST_CLIENTS } from './listener.ts'
import type { Mailboxes } from './mailbox.ts'
import type { Pop3Session } from './pop3-session.ts'
import { pop3Session } from './pop3-session.ts'
import type { Certificate } from './smtp.ts'

export interface Pop3Options {
  port: number
  implicitTls: boolean
  certificate: Certificate | undefined
}

/** Octets of a command line; AUTH may carry long responses (RFC 5034 §4), nothing else does. */
const MAX_LINE = 12_288
/** The autologout timer of RFC 1939 §3 is at least 10 minutes. */
const IDLE_TIMEOUT = 10 * MINUTE

/** The POP3 half: RFC 1939 with CAPA, AUTH PLAIN and STLS, over the mailboxes that the SMTP half fills. */
export function pop3Listener(
  options: Pop3Options,
  mailboxes: Mailboxes,
  faults: FaultPlan,
): Promise<Listener> {
  const { certificate, implicitTls } = options
  const open = new Set<Socket>()

  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    const session = pop3Session(mailboxes, faults, implicitTls ? 'active' : certificate ? 'offered' : 'none')
    socket.on('close', () => session.end())
    if (implicitTls && certificate) {
      underTls(socket, certificate, (secured) => serve(secured, session, session.greeting, undefined))
    } else {
      serve(socket, session, session.greeting, certificate)
    }
  })

  server.maxConnections = MOST_CLIENTS
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, LOOPBACK, () => {
      const bound = server.address()
      resolve({
        port: typeof bound === 'object' && bound ? bound.port : options.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            for (const socket of open) socket.destroy()
          }),
      })
    })
  })
}

/** Frames lines, one at a time, and reads no further while the client leaves its answers lying. */
function serve(
  socket: Socket,
  session: Pop3Session,
  greeting: string,
  certificate: Certificate | undefined,
): void {
  let pending = ''

  function onData(chunk: Buffer): void {
    if (socket.writableEnded) return
    pending += chunk.toString('latin1')
    answerLines()
  }

  function answerLines(): void {
    while (!socket.writableNeedDrain && !socket.writableEnded) {
      const end = pending.indexOf('\n')
      if (end < 0 ? pending.length > MAX_LINE : end > MAX_LINE) {
        session.end()
        socket.end('-ERR Line too long\r\n')
        return
      }
      if (end < 0) {
        socket.resume()
        return
      }
      const line = pending.slice(0, end).replace(/\r$/, '')
      pending = pending.slice(end + 1)
      const { text, then } = session.answer(line)
      socket.write(text, 'latin1')
      if (then === 'close') socket.end()
      if (then === 'start-tls' && certificate) {
        startTls(certificate)
        return
      }
    }
    if (socket.writableNeedDrain) socket.pause()
  }

  function startTls(given: Certificate): void {
    // Whatever the client said ahead of the handshake is thrown away: it was never under TLS.
    pending = ''
    socket.off('data', onData).off('drain', answerLines).setTimeout(0)
    session.secured()
    underTls(socket, given, (secured) => serve(secured, session, '', undefined))
  }

  socket.setTimeout(IDLE_TIMEOUT, () => socket.destroy())
  socket.on('data', onData)
  socket.on('drain', answerLines)
  if (greeting !== '') socket.write(greeting)
}

/** Waits for the handshake as long as for a command; a broken one closes the connection. */
function underTls(socket: Socket, certificate: Certificate, secured: (socket: TLSSocket) => void): void {
  const wrapped = new TLSSocket(socket, { isServer: true, cert: certificate.cert, key: certificate.key })
  wrapped.setTimeout(IDLE_TIMEOUT, () => socket.destroy())
  wrapped.on('error', () => socket.destroy())
  wrapped.on('close', () => socket.destroy())
  wrapped.once('secure', () => secured(wrapped))
}
