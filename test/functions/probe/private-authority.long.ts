import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import path from 'node:path'
import tls from 'node:tls'

import { expect, onTestFinished, test } from 'vitest'

import { MINUTE } from '../../../shared/core/time/units.ts'
import { createAuthority, issueCertificate } from '../../support/servers/certificates.ts'
import { fileOf } from '../../support/temporary-files.ts'
import { bundleWorld } from '../bundle-world.ts'

const APP = path.join(import.meta.dirname, 'private-authority-app.ts')

/** TLS in front of a server of this machine, from the first octet; its port. */
async function tlsBefore(port: number, certificate: { key: string; cert: string }): Promise<number> {
  const server = tls.createServer(certificate, (socket) => {
    const behind = net.connect(port, '127.0.0.1')
    socket.pipe(behind).pipe(socket)
    for (const one of [socket, behind]) one.on('error', () => (socket.destroy(), behind.destroy()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

test('the bundled probe trusts the authority of the settings at both servers, and no other private one', async () => {
  const company = createAuthority('Company')
  const file = await fileOf('company.pem', company.cert)
  const world = await bundleWorld(`node ${APP} ${file}`)
  onTestFinished(() => world.close())
  const runtime = await world.start(await world.bundle('ProbeFunction'), {
    ...world.environments.recording,
    ROUNDTRIP_SENDER_ADDRESS: '',
    ROUNDTRIP_TOKENS_FUNCTION: 'arn:aws:lambda:eu-west-1:111122223333:function:tokens',
  })
  const row = await world.monitors.find('inbox')
  if (!row) throw new Error('expected the monitor of the world')

  async function reasonUnder(sender: typeof company, mailbox: typeof company, minutesAgo: number) {
    const issue = (ca: typeof company) => issueCertificate({ ipAddresses: ['127.0.0.1'], ca })
    const smtps = await tlsBefore(world.mail.smtpPort, issue(sender))
    const pop3s = await tlsBefore(world.mail.pop3Port, issue(mailbox))
    const standing = await world.monitors.find('inbox')
    const revision = standing?.revision ?? 0
    const definition = {
      ...row?.definition,
      timeoutSeconds: 120,
      smtp: { ...(row?.definition.smtp as object), server: `smtps://127.0.0.1:${smtps}`, tls: undefined },
      mailbox: {
        ...(row?.definition.mailbox as object),
        server: `pop3s://127.0.0.1:${pop3s}`,
        tls: undefined,
      },
    }
    const changed = { monitorId: 'inbox', managedBy: 'stack', revision: revision + 1, definition } as const
    expect(await world.monitors.put(changed, standing)).toBe(true)
    const scheduledAt = new Date(Math.floor(Date.now() / MINUTE) * MINUTE - minutesAgo * MINUTE)
    const event = { monitorId: 'inbox', location: 'eu-west-1', scheduledAt: scheduledAt.toISOString() }
    const invocation = await runtime.invoke(event)
    if (!invocation.ok) throw new Error(JSON.stringify(invocation.error))
    const { runId } = invocation.answer as { runId: string }
    const result = await world.runs.findResult({ monitorId: 'inbox', runId: runId.replace('inbox/', '') })
    return result?.reason ?? result?.outcome
  }

  const stranger = createAuthority('Stranger')
  expect(await reasonUnder(company, company, 3)).toBe('delivered')
  expect(await reasonUnder(stranger, company, 2)).toBe('tls-certificate-untrusted')
  expect(await reasonUnder(company, stranger, 1)).toBe('tls-certificate-untrusted')
})
