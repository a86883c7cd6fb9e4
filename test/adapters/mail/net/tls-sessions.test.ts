import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'

import { expect, onTestFinished, test } from 'vitest'

import { dial } from '../../../../shared/adapters/mail/net/dial.ts'
import { startTls } from '../../../../shared/adapters/mail/net/tls.ts'
import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { NO_SIGNAL, freshDialogue, loopback } from './net-world.ts'

const ca = createAuthority()
const CERTIFICATE = issueCertificate({ names: ['mail.test'], ca })

/** A server that resumes whatever session of its own it is offered, and notes of each connection whether it did. */
async function resumingServer(version: tls.SecureVersion) {
  const resumed: boolean[] = []
  const { key, cert } = CERTIFICATE
  const server = tls.createServer({ key, cert, minVersion: version, maxVersion: version }, (socket) => {
    resumed.push(socket.isSessionReused())
    socket.on('error', () => undefined)
    // With the first data the client is given its ticket.
    socket.write('hello\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, resumed }
}

/** One session as a run has it; what the client was given to resume it by. */
async function session(port: number, verify: boolean): Promise<Buffer> {
  const { dialogue } = freshDialogue()
  const network = loopback({ ca: [ca.cert] })
  const plain = await dial({ host: 'mail.test', port }, dialogue, NO_SIGNAL, network)
  const options = { host: 'mail.test', verify, mustHold: true }
  const { socket } = await startTls(plain, options, dialogue, NO_SIGNAL, network)
  // TLS 1.3 gives it after the handshake, 1.2 with it.
  const given = socket.getProtocol() === 'TLSv1.3' ? once(socket, 'session') : [socket.getSession()]
  const [[ticket]] = (await Promise.all([given, once(socket, 'data')])) as [[Buffer], unknown]
  socket.destroy()
  return ticket
}

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'no session over %s is resumed, checked or not',
  async (version) => {
    const { port, resumed } = await resumingServer(version)
    await session(port, false)
    await session(port, true)
    const ticket = await session(port, true)
    expect(resumed).toEqual([false, false, false])

    // Whoever offered what it was given would be let in without a certificate to check.
    const offering = tls.connect({
      port,
      host: '127.0.0.1',
      servername: 'mail.test',
      ca: [ca.cert],
      session: ticket,
    })
    await once(offering, 'data')
    offering.destroy()
    expect(resumed.at(-1)).toBe(true)
  },
)
