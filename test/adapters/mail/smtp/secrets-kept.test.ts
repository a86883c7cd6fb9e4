import { describe, expect, test } from 'vitest'

import type { SmtpSettings } from '../../../../shared/adapters/mail/smtp/connection.ts'
import { type Certificate, issueCertificate } from '../../../support/servers/certificates.ts'
import { allGone, evidenceOf } from '../net/net-world.ts'
import { GOOD_ANSWERS, OFFERS_TLS, type SmtpPlay, smtpScript } from './scripted-smtp.ts'
import { AUTHORITY, CERTIFICATE, LOGIN, sendingTo } from './sending.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const REQUIRED: Partial<SmtpSettings> = { tls: { mode: 'required', verify: true } }

describe('nothing is sent without what the definition asks for', () => {
  const noTls = { phase: 'tls', kind: 'tls-not-offered' }
  const noAuth = { phase: 'auth', kind: 'auth-not-offered' }
  const text = 'only DIGEST-MD5 is offered, none of PLAIN, LOGIN, CRAM-MD5'
  const login = { login: LOGIN }
  const rows: [name: string, ehlo: string, Partial<SmtpSettings>, evidence: object, unsaid: RegExp][] = [
    ['STARTTLS is not offered', GOOD_ANSWERS.EHLO, REQUIRED, noTls, /STARTTLS|MAIL/],
    [
      'only HELO is known, where TLS is required',
      '500-no\r\n500 STARTTLS\r\n',
      REQUIRED,
      noTls,
      /STARTTLS|MAIL/,
    ],
    ['AUTH is not offered', '250-mail.test\r\n250 AUTHENTIC\r\n', login, noAuth, /AUTH|MAIL/],
    ['only HELO is known, where there is a login', '500 no\r\n', login, noAuth, /AUTH|MAIL/],
    [
      'only DIGEST-MD5 is offered',
      '250-mail.test\r\n250 AUTH DIGEST-MD5\r\n',
      login,
      { ...noAuth, text },
      /AUTH|MAIL/,
    ],
  ]
  test.each(rows)('%s', async (_name, EHLO, settings, evidence, unsaid) => {
    const sending = await sendingTo(smtpScript({ answers: { EHLO } }), { settings })
    expect(await evidenceOf(sending.send())).toEqual({ side: 'smtp', ...evidence })
    expect(sending.server.lines.filter((line) => unsaid.test(line))).toEqual([])
    await expect.poll(() => sending.server.lines.at(-1)).toBe('QUIT')
  })
})

describe('a certificate that does not hold ends the session before anything secret', () => {
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  const certificates: [string, Certificate, string][] = [
    ['untrusted', issueCertificate({ names: ['mail.test'] }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [
      'expired',
      issueCertificate({ names: ['mail.test'], ca: AUTHORITY, notBefore: ago(48), notAfter: ago(24) }),
      'CERT_HAS_EXPIRED',
    ],
    [
      'for another name',
      issueCertificate({ names: ['x.test'], ca: AUTHORITY }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
  ]
  const ways: [string, 'smtp' | 'smtps', Partial<SmtpSettings>][] = [
    ['smtps', 'smtps', {}],
    ['smtps with a login', 'smtps', { login: LOGIN }],
    ['STARTTLS, required', 'smtp', REQUIRED],
    ['STARTTLS, opportunistic, with a login', 'smtp', { login: LOGIN }],
  ]
  const rows = ways.flatMap(([way, scheme, settings]) =>
    certificates.map(([what, certificate, errno]) => ({ way, scheme, settings, what, certificate, errno })),
  )
  test.each(rows)('$what, over $way', async ({ scheme, settings, certificate, errno }) => {
    const play: SmtpPlay = { answers: { EHLO: OFFERS_TLS }, certificate }
    const sending = await (scheme === 'smtps'
      ? sendingTo(smtpScript(), { settings }, certificate)
      : sendingTo(smtpScript(play), { settings }))
    expect(await evidenceOf(sending.send())).toEqual({ side: 'smtp', phase: 'tls', kind: 'tls', errno })
    expect(sending.server.lines).toEqual(scheme === 'smtps' ? [] : ['EHLO probe.test', 'STARTTLS'])
    await allGone(sending.server)
  })

  test('the handshake itself may fail, where TLS is only opportunistic too', async () => {
    const play = smtpScript({ answers: { EHLO: OFFERS_TLS } })
    const sending = await sendingTo(async (connection, index) => {
      // Goes on in the clear, whatever the client says after its STARTTLS.
      setTimeout(() => connection.write('250 what TLS?\r\n'), 50)
      await play(connection, index)
    })
    const evidence = await evidenceOf(sending.send())
    expect(evidence).toMatchObject({ phase: 'tls', kind: 'tls', errno: 'ERR_SSL_WRONG_VERSION_NUMBER' })
  })
})

describe('a password that the server says back', () => {
  const spellings: [string, string][] = [
    ['as it is', LOGIN.password],
    ['in base64', base64(LOGIN.password)],
    ['inside AUTH PLAIN', base64(`\0${LOGIN.userid}\0${LOGIN.password}`)],
  ]
  test.each(spellings)('%s, is in neither evidence nor log, and its mark is', async (_name, spelling) => {
    const answers = { AUTH: `535 5.7.8 no user probe with ${spelling} here\r\n` }
    const sending = await sendingTo(smtpScript({ answers }), { settings: { login: LOGIN } })
    const evidence = await evidenceOf(sending.send())
    const everything = JSON.stringify([evidence, sending.log.lines()])
    for (const [, secret] of spellings) expect(everything).not.toContain(secret)
    expect(evidence.text).toContain('<secret>')
    expect(sending.texts('server').join()).toContain('<secret>')
    expect(sending.texts('client')).toContain('AUTH PLAIN <secret>')
  })

  test('is not in the log when it is said line by line', async () => {
    const answers = {
      EHLO: '250-m\r\n250 AUTH LOGIN\r\n',
      AUTH: '334 VXNlcm5hbWU6\r\n',
      login: '334 UGFzcw==\r\n',
    }
    const sending = await sendingTo(smtpScript({ answers }), {
      settings: { login: LOGIN },
      signal: AbortSignal.timeout(100),
    })
    await evidenceOf(sending.send())
    expect(sending.server.lines).toContain(base64(LOGIN.password))
    const log = JSON.stringify(sending.log.lines())
    expect(log).not.toContain(base64(LOGIN.password))
    expect(sending.texts('client').slice(0, 4)).toEqual([
      'EHLO probe.test',
      'AUTH LOGIN',
      '<secret>',
      '<secret>',
    ])
  })
})

test('a certificate that holds is needed for these tests to mean anything', async () => {
  const play = { answers: { EHLO: OFFERS_TLS }, certificate: CERTIFICATE }
  const sending = await sendingTo(smtpScript(play), { settings: { ...REQUIRED, login: LOGIN } })
  await sending.send()
  expect(sending.server.lines.at(-1)).toBe('QUIT')
})
