import { EventEmitter, once } from 'node:events'
import { PassThrough } from 'node:stream'

import { expect, test } from 'vitest'

import { outputTo } from '../../../../cli/terminal/process-output.ts'
import { stopSignals } from '../../../../shared/adapters/stop-signals.ts'
import { systemClock } from '../../../../shared/adapters/system-clock.ts'
import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { fileOf } from '../../../support/temporary-files.ts'
import { roundtrip } from '../../roundtrip-process.ts'
import { running, says } from '../../says.ts'
import { ADDRESS, ENV, described, mailServer } from './checked-server.ts'

test('a private authority is trusted with --ca or NODE_EXTRA_CA_CERTS, and not otherwise', async () => {
  const ca = createAuthority()
  const server = await mailServer({ certificate: issueCertificate({ ipAddresses: ['127.0.0.1'], ca }) })
  const file = await fileOf('ca.pem', `a comment\n${ca.cert}`)
  const args = [
    ...['check', '--email', ADDRESS, '--userid', 'probe', '--password-env', 'POP_PASSWORD', '--json'],
    ...['--mailbox', `pop3s://127.0.0.1:${server.pop3sPort ?? 0}`],
    ...['--smtp', `smtps://127.0.0.1:${server.smtpsPort ?? 0}`],
  ]
  const ends = await Promise.all([
    says(args, { env: ENV }),
    says([...args, '--ca', file], { env: ENV }),
    roundtrip(args, { ...ENV, NODE_EXTRA_CA_CERTS: file }).ended(),
  ])
  expect(ends.map(({ code, out }) => [code, (JSON.parse(out) as { reason?: string }).reason])).toEqual([
    [1, 'tls-certificate-untrusted'],
    [0, undefined],
    [0, undefined],
  ])
  expect(ends[0].out).toContain('the certificate is signed by an authority that is not known here (')
  expect(JSON.parse(ends[0].out)).toMatchObject({ advice: expect.stringContaining('--ca FILE') as unknown })
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s after the message was sent waits for it a little and deletes it: exit code 130',
  async (signal) => {
    const server = await mailServer()
    server.faults.delay(1500)
    const source = new EventEmitter()
    const { hears, ended } = running(['check', ...described(server)], {
      env: ENV,
      stopped: () => stopSignals(source, systemClock, () => undefined).first,
    })
    await hears(/smtp +submit .*ms\n/)
    source.emit(signal)
    const { code, out, err } = await ended()
    expect({ code, err }).toEqual({ code: 130, err: '' })
    expect(out).toContain(
      '\n\nSTOPPED before there was a verdict\n  left     nothing: the test message was found and deleted\n',
    )
    expect(server.mailboxes.messages(ADDRESS)).toEqual([])
  },
)

test('a second Ctrl-C ends it at once', async () => {
  const server = await mailServer()
  server.faults.lose(1)
  const { child, hears, exit, said } = roundtrip(['check', ...described(server)], ENV)
  await hears(/smtp +submit .*ms\n/)
  child.kill('SIGINT')
  await hears(/Ctrl-C again ends at once\n/)
  const again = setInterval(() => child.kill('SIGINT'), 100)
  expect(await exit).toBe(130)
  clearInterval(again)
  expect(said.out).not.toContain('STOPPED')
})

test('a reader that goes away does not keep the message from being deleted', async () => {
  const server = await mailServer()
  const reader = new PassThrough()
  const ended = says(['check', ...described(server)], { env: ENV, out: outputTo(reader) })
  expect(String((await once(reader, 'data'))[0])).toMatch(/at most 300 s\n/)
  reader.destroy()
  expect((await ended).code).toBe(0)
  expect(server.mailboxes.messages(ADDRESS)).toEqual([])
})
