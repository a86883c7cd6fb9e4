import { describe, expect, test } from 'vitest'

import { ownName } from '../../../../shared/adapters/mail/smtp/own-name.ts'
import { issueCertificate } from '../../../support/servers/certificates.ts'
import { NO_SIGNAL } from '../net/net-world.ts'
import { GOOD_ANSWERS, OFFERS_TLS, smtpScript } from './scripted-smtp.ts'
import { CERTIFICATE, LOGIN, MESSAGE, MESSAGE_LINES, sendingTo } from './sending.ts'

const SUBMITTED = ['MAIL FROM:<from@sender.test>', 'RCPT TO:<to@mail.test>', 'DATA', ...MESSAGE_LINES, 'QUIT']
const base64 = (text: string) => Buffer.from(text).toString('base64')
const PLAIN = `AUTH PLAIN ${base64(`\0${LOGIN.userid}\0${LOGIN.password}`)}`

const UNTRUSTED = issueCertificate({ names: ['mail.test'] })

describe('what is said to the server', () => {
  test('without TLS and login is EHLO, one command at a time, and QUIT', async () => {
    const sending = await sendingTo(smtpScript())
    await sending.send()
    expect(sending.server.lines).toEqual(['EHLO probe.test', ...SUBMITTED])
    expect(Object.keys(sending.dialogue.times)).toEqual(['resolve', 'connect', 'greeting', 'submit'])
    expect(sending.session?.warnings).toEqual([])
  })

  test('with STARTTLS is EHLO again under TLS, and the login only there', async () => {
    const play = { answers: { EHLO: OFFERS_TLS }, certificate: CERTIFICATE }
    const sending = await sendingTo(smtpScript(play), { settings: { login: LOGIN } })
    await sending.send()
    const opening = ['EHLO probe.test', 'STARTTLS', 'EHLO probe.test', PLAIN]
    expect(sending.server.lines).toEqual([...opening, ...SUBMITTED])
    const phases = ['resolve', 'connect', 'greeting', 'tls', 'auth', 'submit']
    expect(Object.keys(sending.dialogue.times)).toEqual(phases)
    expect(sending.session?.warnings).toEqual([])
  })

  test('with TLS from the start is the same as without', async () => {
    const sending = await sendingTo(smtpScript(), { settings: { login: LOGIN } }, CERTIFICATE)
    await sending.send()
    expect(sending.server.lines).toEqual(['EHLO probe.test', PLAIN, ...SUBMITTED])
    const phases = ['resolve', 'connect', 'tls', 'greeting', 'auth', 'submit']
    expect(Object.keys(sending.dialogue.times)).toEqual(phases)
  })

  test('is AUTH LOGIN where PLAIN is not offered', async () => {
    const answers = {
      EHLO: '250-mail.test\r\n250 AUTH DIGEST-MD5 LOGIN\r\n',
      AUTH: '334 VXNlcm5hbWU6\r\n',
      login: askThenWelcome(),
    }
    const sending = await sendingTo(smtpScript({ answers }), { settings: { login: LOGIN } })
    await sending.send()
    const login = ['AUTH LOGIN', base64(LOGIN.userid), base64(LOGIN.password)]
    expect(sending.server.lines).toEqual(['EHLO probe.test', ...login, ...SUBMITTED])
  })

  test('is HELO where EHLO is refused, and the log says so', async () => {
    const sending = await sendingTo(smtpScript({ answers: { EHLO: '502 5.5.1 what?\r\n' } }))
    await sending.send()
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'HELO probe.test', ...SUBMITTED])
    expect(sending.texts('note')).toContain('EHLO was refused; going on with HELO')
  })

  test('is nothing of TLS where the definition wants none', async () => {
    const tls = { mode: 'none', verify: true } as const
    const sending = await sendingTo(smtpScript({ answers: { EHLO: OFFERS_TLS } }), { settings: { tls } })
    await sending.send()
    expect(sending.server.lines).not.toContain('STARTTLS')
  })

  test('goes on in the clear where STARTTLS is refused and no password follows', async () => {
    const answers = { EHLO: OFFERS_TLS, STARTTLS: '454 4.7.0 not now\r\n' }
    const sending = await sendingTo(smtpScript({ answers }))
    await sending.send()
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'STARTTLS', ...SUBMITTED])
    expect(sending.texts('note')).toContain('STARTTLS was refused; going on without TLS')
  })

  test('is the address that it comes from, where no name is given', async () => {
    const sending = await sendingTo(smtpScript(), { nameless: true })
    await sending.send()
    expect(sending.server.lines[0]).toBe(`EHLO ${ownName('127.0.0.1')}`)
  })
})

test.each([
  ['a full host name', 'mx.example.test', '192.0.2.1', 'mx.example.test'],
  ['a bare host name', 'laptop', '192.0.2.1', '[192.0.2.1]'],
  ['an address for a host name', '10.0.0.7', '192.0.2.1', '[192.0.2.1]'],
  ['an IPv6 connection', 'laptop', '2001:db8::1', '[IPv6:2001:db8::1]'],
])('the name of a client without one, with %s', (_name, hostname, localAddress, expected) => {
  expect(ownName(localAddress, hostname)).toBe(expected)
})

describe('a certificate that does not hold, where TLS is only opportunistic', () => {
  test('is a warning when nothing secret follows', async () => {
    const play = { answers: { EHLO: OFFERS_TLS }, certificate: UNTRUSTED }
    const sending = await sendingTo(smtpScript(play))
    await sending.send()
    expect(sending.session?.warnings).toEqual(['certificate-not-verified'])
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'STARTTLS', 'EHLO probe.test', ...SUBMITTED])
  })

  test('is no warning when the definition says not to verify', async () => {
    const tls = { mode: 'required', verify: false } as const
    const play = { answers: { EHLO: OFFERS_TLS }, certificate: UNTRUSTED }
    const sending = await sendingTo(smtpScript(play), { settings: { tls, login: LOGIN } })
    await sending.send()
    expect(sending.session?.warnings).toEqual([])
  })
})

describe('a message that was taken', () => {
  test('has the times of its own MAIL FROM and its own 250', async () => {
    const sending = await sendingTo(smtpScript())
    const before = sending.clock.monotonicMs()
    const session = await sending.open()
    const opened = sending.clock.monotonicMs()
    expect(session.mailFrom).toBeUndefined()
    const { mailFrom, accepted } = await session.submit(MESSAGE, NO_SIGNAL)
    expect(opened - before).toBeGreaterThan(0)
    expect(mailFrom.monotonicMs).toBeGreaterThanOrEqual(opened)
    expect(accepted.monotonicMs).toBeGreaterThan(mailFrom.monotonicMs)
    expect(session.mailFrom).toEqual(mailFrom)
    expect(session.mayBeAccepted).toBe(false)
    await session.close()
  })

  test('stands in the log as an octet count, with every other line in its order', async () => {
    const sending = await sendingTo(smtpScript(), { settings: { login: LOGIN } })
    await sending.send()
    const spoken = sending.log.lines().filter(({ side }) => side !== 'note')
    const stuffed = MESSAGE_LINES.slice(0, -1)
      .map((line) => `${line}\r\n`)
      .join('')
    expect(
      spoken.map(({ side, phase, text }) => `${phase} ${side === 'client' ? '>' : '<'} ${text}`),
    ).toEqual([
      'greeting < 220 mail.test ESMTP ready',
      'greeting > EHLO probe.test',
      'greeting < 250-mail.test at your service',
      'greeting < 250-PIPELINING',
      'greeting < 250-SIZE 1000000',
      'greeting < 250 AUTH PLAIN LOGIN',
      'auth > AUTH PLAIN <secret>',
      'auth < 235 2.7.0 welcome',
      'submit > MAIL FROM:<from@sender.test>',
      'submit < 250 2.1.0 sender fine',
      'submit > RCPT TO:<to@mail.test>',
      'submit < 250 2.1.5 recipient fine',
      'submit > DATA',
      'submit < 354 go on',
      `submit > [${stuffed.length} octets]`,
      'submit > .',
      'submit < 250 2.0.0 queued as 12345',
      'submit > QUIT',
      'submit < 221 2.0.0 bye',
    ])
  })

  test.each([
    ['no line end at its end', 'Subject: x\r\n\r\nend', ['Subject: x', '', 'end', '.']],
    ['nothing but dots', '.\r\n..\r\n', ['..', '...', '.']],
    ['a dot before its end', 'a\r\n.', ['a', '..', '.']],
    ['letters that are not ASCII', 'ä\r\n', ['ä', '.']],
  ])('may have %s', async (_name, text, lines) => {
    const sending = await sendingTo(smtpScript(), { message: { ...MESSAGE, text } })
    await sending.send()
    expect(sending.server.lines.slice(4, -1)).toEqual(lines)
  })

  test('of a megabyte arrives whole', async () => {
    const text = `${'x'.repeat(76)}\r\n`.repeat(14_000)
    const sending = await sendingTo(smtpScript(), { message: { ...MESSAGE, text } })
    await sending.send()
    expect(sending.server.lines).toHaveLength(1 + 3 + 14_000 + 2)
    expect(sending.texts('client')).toContain(`[${text.length} octets]`)
  })
})

describe('replies of many lines', () => {
  test.each([
    ['a greeting', { greeting: '220-mail.test\r\n220-one moment\r\n220 ready\r\n' }],
    ['line ends without CR', { greeting: '220 ready\n', MAIL: '250 ok\n' }],
    ['a code alone', { MAIL: '250\r\n', '.': '250\r\n' }],
    ['the end of the message', { '.': '250-taken\r\n250 2.0.0 queued\r\n' }],
    ['offers in small letters', { EHLO: '250-mail.test\r\n250-pipelining\r\n250 auth=plain\r\n' }],
  ])('are understood: %s', async (_name, answers) => {
    const sending = await sendingTo(smtpScript({ answers }), { settings: { login: LOGIN } })
    if (!('EHLO' in answers)) expect(GOOD_ANSWERS.EHLO).toContain('AUTH')
    await sending.send()
    expect(sending.server.lines.slice(-SUBMITTED.length)).toEqual(SUBMITTED)
  })
})

function askThenWelcome() {
  let asked = 0
  return (connection: { write(bytes: string): void }) => {
    asked += 1
    connection.write(asked === 1 ? '334 UGFzc3dvcmQ6\r\n' : GOOD_ANSWERS.login)
  }
}
