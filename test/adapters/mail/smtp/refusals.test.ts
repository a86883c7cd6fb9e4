import { describe, expect, test } from 'vitest'

import type { SmtpSettings } from '../../../../shared/adapters/mail/smtp/connection.ts'
import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { reasonOf } from '../../../../shared/core/run/verdict.ts'
import { type Certificate, issueCertificate } from '../../../support/servers/certificates.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { scriptedServer } from '../../../support/servers/scripted-server.ts'
import { NO_SIGNAL, evidenceOf } from '../net/net-world.ts'
import { GOOD_ANSWERS, OFFERS_TLS, type SmtpPlay, type Step, smtpScript } from './scripted-smtp.ts'
import { AUTHORITY, CERTIFICATE, LOGIN, MESSAGE, sendingTo } from './sending.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const REQUIRED: Partial<SmtpSettings> = { tls: { mode: 'required', verify: true } }

interface Row {
  name: string
  answers: Partial<Record<Step, string>>
  settings?: Partial<SmtpSettings>
  evidence: Omit<Evidence, 'side'>
}

/** By a server that offers a login, which was not made: refusals of the envelope tell of that. */
function refused(
  phase: Evidence['phase'],
  command: string | undefined,
  text: string,
): Omit<Evidence, 'side'> {
  const [replyCode, enhancedCode] = text.split(' ')
  return {
    phase,
    kind: 'refused',
    ...(command !== undefined && { command }),
    replyCode: Number(replyCode),
    ...(enhancedCode?.includes('.') && { enhancedCode }),
    ...((command === 'MAIL FROM' || command === 'RCPT TO') && { loginOffered: true }),
    text,
  }
}

describe('a refusal is told with its command, its codes and its words', () => {
  const login = { login: LOGIN }
  const rows: Row[] = [
    row('greeting', '554 no service here', refused('greeting', undefined, '554 no service here')),
    row('greeting', '421 4.3.2 too busy', refused('greeting', undefined, '421 4.3.2 too busy')),
    row('EHLO', '421 4.7.0 go away', refused('greeting', 'EHLO', '421 4.7.0 go away')),
    {
      name: 'EHLO and HELO',
      answers: { EHLO: '502 what?\r\n', HELO: '550 5.7.1 not you\r\n' },
      evidence: refused('greeting', 'HELO', '550 5.7.1 not you'),
    },
    {
      ...row('STARTTLS', '454 4.7.0 not now', refused('tls', 'STARTTLS', '454 4.7.0 not now')),
      answers: { EHLO: OFFERS_TLS, STARTTLS: '454 4.7.0 not now\r\n' },
      settings: REQUIRED,
    },
    {
      name: 'STARTTLS, opportunistic, with a password to follow',
      answers: { EHLO: OFFERS_TLS, STARTTLS: '454 4.7.0 not now\r\n' },
      settings: login,
      evidence: refused('tls', 'STARTTLS', '454 4.7.0 not now'),
    },
    { ...row('AUTH', '535 5.7.8 wrong', refused('auth', 'AUTH', '535 5.7.8 wrong')), settings: login },
    {
      ...row('AUTH', '454 4.7.0 backend down', refused('auth', 'AUTH', '454 4.7.0 backend down')),
      settings: login,
    },
    {
      name: 'AUTH LOGIN, after the password',
      answers: {
        EHLO: '250-m\r\n250 AUTH LOGIN\r\n',
        AUTH: '334 VXNlcm5hbWU6\r\n',
        login: '535 5.7.8 wrong\r\n',
      },
      settings: login,
      evidence: refused('auth', 'AUTH', '535 5.7.8 wrong'),
    },
    row('MAIL', '550 5.1.8 bad sender', refused('submit', 'MAIL FROM', '550 5.1.8 bad sender')),
    row('MAIL', '530 5.7.0 log in first', refused('submit', 'MAIL FROM', '530 5.7.0 log in first')),
    row('MAIL', '450 4.1.8 later', refused('submit', 'MAIL FROM', '450 4.1.8 later')),
    row('RCPT', '450 4.2.0 greylisted', refused('submit', 'RCPT TO', '450 4.2.0 greylisted')),
    row('RCPT', '550 5.1.1 no such user', refused('submit', 'RCPT TO', '550 5.1.1 no such user')),
    row('DATA', '451 4.3.0 later', refused('submit', 'DATA', '451 4.3.0 later')),
    row('DATA', '554 no', refused('submit', 'DATA', '554 no')),
    row('.', '450 4.2.2 full', refused('submit', '.', '450 4.2.2 full')),
    row('.', '550 5.7.1 spam', refused('submit', '.', '550 5.7.1 spam')),
    row('.', '421 4.3.2 closing', refused('submit', '.', '421 4.3.2 closing')),
    {
      name: 'many lines',
      answers: { RCPT: '550-5.1.1 no such\r\n550-5.1.1 user\r\n550 5.1.1 here\r\n' },
      evidence: refused('submit', 'RCPT TO', '550 5.1.1 no such user here'),
    },
    {
      name: 'hostile words',
      answers: { RCPT: '550 \x1b[2J\u202e<b>\r\n' },
      evidence: refused('submit', 'RCPT TO', '550 \\x1b[2J\\u{202e}<b>'),
    },
  ]

  test.each(rows)('$name: $evidence.text', async ({ answers, settings, evidence }) => {
    const sending = await sendingTo(smtpScript({ answers }), { ...(settings && { settings }) })
    expect(await evidenceOf(sending.send())).toEqual({ side: 'smtp', ...evidence })
    expect(sending.session?.mayBeAccepted ?? false).toBe(false)
    expect(sending.clock.pendingTimers).toBe(0)
    await expect.poll(() => sending.server.open).toBe(0)
    // The session ends in good order, but for a server that has announced its own end.
    if (evidence.replyCode !== 421) await expect.poll(() => sending.server.lines.at(-1)).toBe('QUIT')
  })

  function row(step: Step, line: string, evidence: Omit<Evidence, 'side'>): Row {
    return { name: step, answers: { [step]: `${line}\r\n` }, evidence }
  }

  const ACCESS_DENIED = '554 5.7.1 <to@mail.test>: Recipient address rejected: Access denied'

  test.each<[title: string, play: SmtpPlay, settings: Partial<SmtpSettings>, told: true | undefined]>([
    ['under TLS, where it was offered', { underTls: {} }, {}, true],
    ['as AUTH=LOGIN', { answers: { EHLO: '250-m\r\n250 AUTH=LOGIN\r\n' } }, {}, true],
    ['and not when it was made', {}, login, undefined],
    ['and not when none was offered', { answers: { EHLO: '250 m\r\n' } }, {}, undefined],
    ['and not for an AUTH with no mechanism', { answers: { EHLO: '250-m\r\n250 AUTH\r\n' } }, {}, undefined],
    ['and not when only HELO is known', { answers: { EHLO: '500 no\r\n' } }, {}, undefined],
    ['and not when it was offered only before TLS', { underTls: { EHLO: '250 m\r\n' } }, {}, undefined],
  ])('tells of a login that was offered and not made, %s', async (_, play, settings, told) => {
    const refusing = { RCPT: `${ACCESS_DENIED}\r\n` }
    const secured = play.underTls && {
      answers: { EHLO: OFFERS_TLS },
      underTls: { EHLO: GOOD_ANSWERS.EHLO, ...play.underTls, ...refusing },
      certificate: CERTIFICATE,
    }
    const script = smtpScript(secured ?? { answers: { ...play.answers, ...refusing } })
    const sending = await sendingTo(script, { settings })
    const evidence = await evidenceOf(sending.send())
    expect(evidence).toMatchObject({ command: 'RCPT TO', replyCode: 554, text: ACCESS_DENIED })
    expect(evidence.loginOffered).toBe(told)
    expect(reasonOf(evidence)).toBe(told ? 'smtp-auth-required' : 'recipient-rejected')
  })

  test('and is cut at 300 characters', async () => {
    const answers = { RCPT: `550 ${'long '.repeat(200)}\r\n` }
    const sending = await sendingTo(smtpScript({ answers }))
    const { text = '' } = await evidenceOf(sending.send())
    expect(text).toHaveLength(300)
    expect(text).toMatch(/^550 long long .*…$/)
  })

  test('also when the message is still being sent, which is then not completed', async () => {
    const play = smtpScript({
      answers: {
        DATA(connection) {
          connection.write(GOOD_ANSWERS.DATA)
          connection.write('552 5.3.4 too big\r\n')
        },
      },
    })
    const sending = await sendingTo(play, { message: { ...MESSAGE, text: 'x\r\n'.repeat(1000) } })
    const evidence = await evidenceOf(sending.send())
    expect(evidence).toMatchObject({ kind: 'refused', replyCode: 552 })
    expect(sending.session?.mayBeAccepted).toBe(false)
  })

  test('a login that was refused is not tried in another way', async () => {
    const sending = await sendingTo(smtpScript({ answers: { AUTH: '535 no\r\n' } }), {
      settings: { login: LOGIN },
    })
    await evidenceOf(sending.send())
    await expect.poll(() => sending.server.open).toBe(0)
    expect(sending.server.lines).toEqual(['EHLO probe.test', expect.stringMatching(/^AUTH PLAIN /), 'QUIT'])
  })
})

describe('nothing is sent without what the definition asks for', () => {
  const rows: (Row & { unsaid: RegExp })[] = [
    {
      name: 'STARTTLS is not offered',
      answers: {},
      settings: REQUIRED,
      evidence: { phase: 'tls', kind: 'tls-not-offered' },
      unsaid: /STARTTLS|MAIL/,
    },
    {
      name: 'only HELO is known, where TLS is required',
      answers: { EHLO: '500-no\r\n500 STARTTLS\r\n' },
      settings: REQUIRED,
      evidence: { phase: 'tls', kind: 'tls-not-offered' },
      unsaid: /STARTTLS|MAIL/,
    },
    {
      name: 'AUTH is not offered',
      answers: { EHLO: '250-mail.test\r\n250 AUTHENTIC\r\n' },
      settings: { login: LOGIN },
      evidence: { phase: 'auth', kind: 'auth-not-offered' },
      unsaid: /AUTH|MAIL/,
    },
    {
      name: 'only HELO is known, where there is a login',
      answers: { EHLO: '500 no\r\n' },
      settings: { login: LOGIN },
      evidence: { phase: 'auth', kind: 'auth-not-offered' },
      unsaid: /AUTH|MAIL/,
    },
    {
      name: 'only DIGEST-MD5 is offered',
      answers: { EHLO: '250-mail.test\r\n250 AUTH DIGEST-MD5\r\n' },
      settings: { login: LOGIN },
      evidence: {
        phase: 'auth',
        kind: 'auth-not-offered',
        text: 'only DIGEST-MD5 is offered, none of PLAIN, LOGIN, CRAM-MD5',
      },
      unsaid: /AUTH|MAIL/,
    },
  ]
  test.each(rows)('$name', async ({ answers, settings, evidence, unsaid }) => {
    const sending = await sendingTo(smtpScript({ answers }), { ...(settings && { settings }) })
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
    await expect.poll(() => sending.server.open).toBe(0)
  })

  test('the handshake itself may fail, where TLS is only opportunistic too', async () => {
    const answers = { EHLO: OFFERS_TLS, STARTTLS: GOOD_ANSWERS.STARTTLS }
    const play = smtpScript({ answers })
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

describe('waiting', () => {
  test('for the greeting has its share of the deadline, by default 30 s', async () => {
    const clock = fakeClock()
    const sending = await sendingTo((connection) => connection.closed.then(() => undefined), {
      network: { clock },
    })
    const evidence = evidenceOf(sending.open())
    await expect.poll(() => clock.pendingTimers).toBe(1)
    await expect.poll(() => sending.dialogue.phase).toBe('greeting')
    await clock.advance(29_999)
    expect(sending.server.open).toBe(1)
    await clock.advance(1)
    expect(await evidence).toEqual({ side: 'smtp', phase: 'greeting', kind: 'no-greeting' })
    expect(clock.pendingTimers).toBe(0)
    await expect.poll(() => sending.server.open).toBe(0)
  })

  test('for half a greeting line is waiting for a greeting', async () => {
    const script = (connection: { write(bytes: string): void }) => connection.write('220 mail.te')
    const sending = await sendingTo(script, { network: { greetingMs: 100 } })
    expect(await evidenceOf(sending.open())).toMatchObject({ kind: 'no-greeting' })
    expect(sending.texts('server')).toEqual(['220 mail.te'])
  })

  test('for the answer to QUIT ends after a second, and is no failure', async () => {
    const sending = await sendingTo(smtpScript({ answers: { QUIT: (connection) => connection.closed } }))
    const session = await sending.open()
    const begun = performance.now()
    await session.close()
    expect(performance.now() - begun).toBeGreaterThan(900)
    expect(performance.now() - begun).toBeLessThan(1500)
    await expect.poll(() => sending.server.open).toBe(0)
  })

  test('is not begun when the signal has fired', async () => {
    const sending = await sendingTo(smtpScript())
    const session = await sending.open()
    const submitted = session.submit(MESSAGE, AbortSignal.abort())
    expect(await evidenceOf(submitted)).toEqual({ side: 'smtp', phase: 'submit', kind: 'deadline' })
    expect(sending.server.lines).toEqual(['EHLO probe.test'])
    expect(session.mailFrom).toBeUndefined()
    await session.close()
  })
})

describe('what would break out of its line is our own fault, and nothing is said', () => {
  const breaks = ['a\r\nRCPT TO:<b@b.test>', 'a\nb', 'a\0b']
  test.each(breaks)('in an address: %j', async (part) => {
    for (const message of [
      { ...MESSAGE, from: part },
      { ...MESSAGE, to: part },
    ]) {
      const sending = await sendingTo(smtpScript())
      const session = await sending.open()
      await expect(session.submit(message, NO_SIGNAL)).rejects.toThrow(TypeError)
      expect(sending.server.lines).toEqual(['EHLO probe.test'])
      await session.close()
    }
  })

  test.each(breaks)('in the settings: %j', async (part) => {
    const server = await scriptedServer(smtpScript())
    const settings: Partial<SmtpSettings>[] = [
      { heloName: part },
      { login: { ...LOGIN, userid: part } },
      { login: { ...LOGIN, password: part } },
    ]
    for (const change of settings) {
      const sending = await sendingTo(smtpScript(), { settings: change })
      await expect(sending.open()).rejects.toThrow(TypeError)
      expect(sending.server.connections).toBe(0)
    }
    await server.close()
  })
})

test('a certificate that holds is needed for these tests to mean anything', async () => {
  const play = { answers: { EHLO: OFFERS_TLS }, certificate: CERTIFICATE }
  const sending = await sendingTo(smtpScript(play), { settings: { ...REQUIRED, login: LOGIN } })
  await sending.send()
  expect(sending.server.lines.at(-1)).toBe('QUIT')
})
