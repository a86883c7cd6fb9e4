import { expect, onTestFinished, test } from 'vitest'

import { secretFileWriter } from '../../local/secrets/write-secret.ts'
import { createAuthority, issueCertificate } from '../support/servers/certificates.ts'
import { pop3Play } from '../support/servers/pop3-play.ts'
import { scriptedServer } from '../support/servers/scripted-server.ts'
import { smtpPlay } from '../support/servers/smtp-play.ts'
import { dataFolder, fileOf } from '../support/temporary-files.ts'
import { npmStart } from './npm-start.ts'

/** `npm start` with a monitor at two servers whose certificate is of this company's own authority. */
async function started(trusting: boolean) {
  const ca = createAuthority('Company')
  const tls = issueCertificate({ ipAddresses: ['127.0.0.1'], ca })
  const taken: string[] = []
  const server = await scriptedServer(smtpPlay({ take: (message) => void taken.push(message) }), { tls })
  const mailbox = await scriptedServer(pop3Play({ messages: [] }), { tls })
  onTestFinished(async () => {
    await Promise.all([server.close(), mailbox.close()])
  })
  const monitor = {
    monitorId: 'shop',
    emailAddress: 'probe@example.com',
    mailbox: { server: `pop3s://127.0.0.1:${mailbox.port}`, userid: 'probe', password: 'ssm:shop' },
    smtp: { server: `smtps://127.0.0.1:${server.port}` },
    timeoutSeconds: 20,
    intervalMinutes: 1,
  }
  const data = await dataFolder()
  await secretFileWriter(data).write('shop', 'secret')
  const file = await fileOf('mine.json', JSON.stringify([monitor]))
  const settings = trusting ? { trustedCertificates: [await fileOf('company.pem', ca.cert)] } : {}
  const local = npmStart(['--data', data, '--monitors', file], { settings })
  await local.hears(/shop {2}[A-Z]+/)
  return { taken, out: local.said.out }
}

test('npm start trusts the authorities of the settings at mail servers, and no other private one', async () => {
  expect((await started(true)).taken).toHaveLength(1)
  const other = await started(false)
  expect(other.taken).toEqual([])
  expect(other.out).toContain('tls-certificate-untrusted')
})
