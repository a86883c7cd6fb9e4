import { describe, expect, test } from 'vitest'

import { mailServers } from '../../../shared/adapters/mail/mail-servers.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { type AlertSmtp, emailDestination } from '../../../shared/app/deliveries/email-destination.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { memorySecrets } from '../../support/memory/memory-secrets.ts'
import { createAuthority, issueCertificate } from '../../support/servers/certificates.ts'
import { scriptedServer } from '../../support/servers/scripted-server.ts'
import { type SmtpPlay, smtpPlay } from '../../support/servers/smtp-play.ts'

const ALERT = {
  alertId: '0123456789abcdef0123',
  subject: 'Roundtrip DOWN: shop',
  text: 'Über 5 min: “gone”.\n.\nLine\n',
  json: '{}',
}
const PASSWORD = 'corr3ct horse'

const ca = createAuthority()

/** A submission server, and what it heard and took. */
async function told(play: Partial<SmtpPlay>, secret: string | undefined, change: Partial<AlertSmtp> = {}) {
  const taken: string[] = []
  const server = await scriptedServer(
    smtpPlay({
      extensions: ['STARTTLS', 'AUTH PLAIN'],
      certificate: issueCertificate({ ca, names: ['localhost'] }),
      ...play,
      take: (message) => void taken.push(message),
    }),
  )
  const smtp: AlertSmtp = {
    server: { scheme: 'smtp', host: 'localhost', port: server.port },
    from: 'roundtrip@example.com',
    login: { userid: 'alerts', secret: { kind: 'password', store: 'ssm', name: 'relay' } },
    tls: { mode: 'for-password', verify: true },
    ...change,
  }
  const ports = {
    clock: systemClock,
    secrets: memorySecrets(() => secret),
    mail: mailServers({ clock: systemClock, ca: [ca.cert] }),
  }
  const destination = emailDestination('ops@example.net', smtp, ports)
  const telling = destination.tell(ALERT, AbortSignal.timeout(10_000))
  const problem = await telling.then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  )
  await server.close().catch(() => undefined)
  return { taken, said: server.lines, problem }
}

test('sends the text by STARTTLS and a login, with an id that follows from the alert', async () => {
  const { taken, said, problem } = await told({}, PASSWORD)
  expect(problem).toBeUndefined()
  expect(said.map((line) => /^[A-Z]+/.exec(line)?.[0]).slice(0, 4)).toEqual([
    'EHLO',
    'STARTTLS',
    'EHLO',
    'AUTH',
  ])
  expect(taken).toHaveLength(1)
  const [head = '', body = ''] = (taken[0] ?? '').split(/\r\n\r\n(.*)/s)
  expect(head.split('\r\n').filter((line) => !line.startsWith('Date: '))).toEqual([
    'From: roundtrip@example.com',
    'To: ops@example.net',
    'Subject: Roundtrip DOWN: shop',
    'Message-ID: <0123456789abcdef0123.alert@example.com>',
    'X-Roundtrip-Alert: 0123456789abcdef0123',
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
  ])
  expect(body).toBe('=C3=9Cber 5 min: =E2=80=9Cgone=E2=80=9D.\r\n.\r\nLine\r\n\r\n')
})

describe('does not send, and says why in words for people', () => {
  test.each([
    ['without its password', {}, undefined, /^secret relay is not set: set relay for localhost$/],
    [
      'where the password is for another host',
      {},
      storedSecretText({ hosts: ['mail.example.com'], value: PASSWORD }),
      /^secret relay is not for localhost: set relay for localhost$/,
    ],
    [
      'where the login is refused',
      { on: { AUTH: '535 5.7.8 no' } },
      PASSWORD,
      /refused the login: 535 5\.7\.8 no$/,
    ],
    [
      'where the recipient is',
      { on: { RCPT: '550 5.1.1 who?' } },
      PASSWORD,
      /rejected the recipient: 550 5\.1\.1 who\?$/,
    ],
    [
      'where the server hangs up',
      { on: { MAIL: (it: { end(): void }) => it.end() } },
      PASSWORD,
      /dropped the connection/,
    ],
  ] as const)('%s', async (_, play, secret, why) => {
    const { taken, problem } = await told(play, secret)
    expect(problem).toMatch(why)
    expect(problem).not.toContain(PASSWORD)
    expect(taken).toEqual([])
  })

  test('where a server repeats the password', async () => {
    const plain = Buffer.from(`\0alerts\0${PASSWORD}`).toString('base64')
    const { problem } = await told({ on: { AUTH: `535 ${PASSWORD} ${plain} is wrong` } }, PASSWORD)
    expect(problem).toMatch(/refused the login/)
    expect(problem).not.toContain(PASSWORD)
    expect(problem).not.toContain(plain)
  })

  test('where the certificate does not hold', async () => {
    const { problem } = await told(
      { certificate: issueCertificate({ ca, names: ['other.example'] }) },
      PASSWORD,
    )
    expect(problem).toMatch(/certificate is for another name/)
  })
})

test('a password bound to this host is used', async () => {
  const bound = storedSecretText({ hosts: ['localhost'], value: PASSWORD })
  const { problem, taken } = await told({}, bound)
  expect({ problem, sent: taken.length }).toEqual({ problem: undefined, sent: 1 })
})
