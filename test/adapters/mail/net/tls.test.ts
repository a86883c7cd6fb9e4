import { once } from 'node:events'

import { describe, expect, onTestFinished, test } from 'vitest'

import { dial } from '../../../../shared/adapters/mail/net/dial.ts'
import { type TlsOptions, startTls } from '../../../../shared/adapters/mail/net/tls.ts'
import { type Certificate, createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { type Script, scriptedServer } from '../../../support/servers/scripted-server.ts'
import { NO_SIGNAL, allGone, evidenceOf, freshDialogue, loopback, stopwatch } from './net-world.ts'

const ca = createAuthority()
const DAY = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY)

const GOOD = issueCertificate({ names: ['mail.test'], ca, notAfter: daysAgo(-59.5) })
const FAULTY: [what: string, certificate: Certificate, errno: string, words: string][] = [
  [
    'self-signed',
    issueCertificate({ names: ['mail.test'] }),
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'is signed by itself, by no authority',
  ],
  [
    'signed by a stranger',
    issueCertificate({ names: ['mail.test'], ca: createAuthority('Nobody') }),
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'is signed by an authority that is not known here',
  ],
  [
    'expired',
    issueCertificate({ names: ['mail.test'], ca, notBefore: daysAgo(9), notAfter: daysAgo(2.5) }),
    'CERT_HAS_EXPIRED',
    'has expired',
  ],
  [
    'not valid yet',
    issueCertificate({ names: ['mail.test'], ca, notBefore: daysAgo(-1) }),
    'CERT_NOT_YET_VALID',
    'is not valid yet',
  ],
  [
    'for another name',
    issueCertificate({ names: ['other.test'], ca }),
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'holds for other names than mail.test',
  ],
]

interface Handshake {
  certificate?: Certificate
  script?: Script
  host?: string
  options?: Partial<TlsOptions>
  signal?: AbortSignal
}

async function handshake({
  certificate,
  script,
  host = 'mail.test',
  options,
  signal = NO_SIGNAL,
}: Handshake) {
  const server = await scriptedServer(script ?? (() => undefined), certificate && { tls: certificate })
  onTestFinished(() => server.close())
  const { dialogue, texts } = freshDialogue()
  const network = loopback({ ca: [ca.cert] })
  const socket = await dial({ host, port: server.port }, dialogue, NO_SIGNAL, network)
  onTestFinished(() => void socket.destroy())
  const secured = startTls(
    socket,
    { host, verify: true, mustHold: true, ...options },
    dialogue,
    signal,
    network,
  )
  return { secured, socket, server, dialogue, texts }
}

describe('a certificate that holds', () => {
  test('lets the handshake stand, and its facts go into the log', async () => {
    const { secured, dialogue, texts } = await handshake({ certificate: GOOD })
    const { socket, trusted, errno } = await secured
    expect({ trusted, errno, encrypted: socket.encrypted }).toEqual({ trusted: true, encrypted: true })
    expect(Object.keys(dialogue.times)).toEqual(['resolve', 'connect', 'tls'])
    expect(texts('note').at(-1)).toMatch(
      /^TLSv1\.3 TLS_\w+; certificate of CN=mail\.test by CN=Roundtrip test authority, days left: 59$/,
    )
  })

  test('may be one for an IP address, of which no name is sent', async () => {
    const names: unknown[] = []
    const { secured } = await handshake({
      certificate: issueCertificate({ ipAddresses: ['127.0.0.1'], ca }),
      host: '127.0.0.1',
      script: ({ socket }) => void names.push('servername' in socket && socket.servername),
    })
    expect((await secured).trusted).toBe(true)
    await expect.poll(() => names).toEqual([false])
  })
})

describe('a certificate that does not hold', () => {
  test.each(FAULTY)(
    '%s: fails where it must hold, and the connection ends',
    async (_name, certificate, errno) => {
      const { secured, socket, server } = await handshake({ certificate })
      expect(await evidenceOf(secured)).toEqual({ side: 'smtp', phase: 'tls', kind: 'tls', errno })
      expect(socket.destroyed).toBe(true)
      await allGone(server)
    },
  )

  test.each(FAULTY)('%s: is not trusted where it need not hold', async (_name, certificate, errno, words) => {
    const { secured, texts } = await handshake({ certificate, options: { mustHold: false } })
    expect(await secured).toMatchObject({ trusted: false, errno })
    expect(texts('note').at(-1)).toBe(`the certificate ${words} (${errno})`)
  })

  test.each(FAULTY)(
    '%s: passes where it is not to be verified, and the log says so',
    async (_name, certificate, errno, words) => {
      const { secured, texts } = await handshake({ certificate, options: { verify: false } })
      expect((await secured).trusted).toBe(true)
      expect(texts('note').at(-1)).toBe(`the certificate ${words} (${errno}): let pass, as configured`)
    },
  )

  test('for another address fails by its name', async () => {
    const { secured } = await handshake({
      certificate: issueCertificate({ names: ['mail.test'], ipAddresses: ['127.0.0.9'], ca }),
      host: '127.0.0.1',
    })
    expect(await evidenceOf(secured)).toMatchObject({ errno: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })
})

describe('a handshake that fails', () => {
  const rows: [string, Script, object][] = [
    [
      'plain text instead',
      (connection) => connection.write('220 mail.test ESMTP\r\n'),
      { kind: 'tls', errno: 'ERR_SSL_WRONG_VERSION_NUMBER' },
    ],
    ['a close', (connection) => connection.end(), { kind: 'connection-lost', errno: 'ECONNRESET' }],
    [
      'a reset',
      async (connection) => {
        await once(connection.socket, 'data')
        connection.reset()
      },
      { kind: 'connection-lost', errno: 'ECONNRESET' },
    ],
    [
      'an alert',
      // Fatal, handshake_failure (RFC 8446 §6).
      (connection) => connection.write(Buffer.from([0x15, 3, 3, 0, 2, 2, 40])),
      { kind: 'tls', errno: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE' },
    ],
  ]
  test.each(rows)('%s ends it', async (_name, script, expected) => {
    const { secured, socket } = await handshake({ script })
    expect(await evidenceOf(secured)).toEqual({ side: 'smtp', phase: 'tls', ...expected })
    expect(socket.destroyed).toBe(true)
  })

  test('silence is ended by the signal', async () => {
    const watch = stopwatch(50)
    const { secured, socket } = await handshake({ signal: watch.signal })
    expect(await evidenceOf(secured)).toEqual({ side: 'smtp', phase: 'tls', kind: 'deadline' })
    expect(watch.since()).toBeLessThan(100)
    expect(socket.destroyed).toBe(true)
  })

  test('a signal that has fired already ends it at once', async () => {
    const { secured, socket } = await handshake({ certificate: GOOD, signal: AbortSignal.abort() })
    expect(await evidenceOf(secured)).toMatchObject({ kind: 'deadline' })
    expect(socket.destroyed).toBe(true)
  })
})
