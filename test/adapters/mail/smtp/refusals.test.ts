import { describe, expect, test } from 'vitest'

import type { SmtpSettings } from '../../../../shared/adapters/mail/smtp/connection.ts'
import { reasonOf } from '../../../../shared/core/run/verdict.ts'
import type { PhaseName } from '../../../../shared/core/time/phases.ts'
import { NO_SIGNAL, allGone, evidenceOf } from '../net/net-world.ts'
import { GOOD_ANSWERS, OFFERS_TLS, type SmtpPlay, type Step, smtpScript } from './scripted-smtp.ts'
import { CERTIFICATE, LOGIN, MESSAGE, sendingTo } from './sending.ts'

const REQUIRED: Partial<SmtpSettings> = { tls: { mode: 'required', verify: true } }

interface Play {
  answers: Partial<Record<Step, string>>
  settings?: Partial<SmtpSettings>
}

/**
 * A refusal with these words. The server offers a login, which was not made: refusals of the envelope tell of
 * that.
 */
function row(name: string, text: string, phase: PhaseName, command: string | undefined, play: Play) {
  const [replyCode, enhancedCode] = text.split(' ')
  const evidence = {
    phase,
    kind: 'refused',
    ...(command !== undefined && { command }),
    replyCode: Number(replyCode),
    ...(enhancedCode?.includes('.') && { enhancedCode }),
    ...((command === 'MAIL FROM' || command === 'RCPT TO') && { loginOffered: true }),
    text,
  }
  return { name, settings: {}, ...play, evidence }
}

function at(step: Step, line: string, phase: PhaseName, command?: string, settings = {}) {
  return row(step, line, phase, command, { answers: { [step]: `${line}\r\n` }, settings })
}

describe('a refusal is told with its command, its codes and its words', () => {
  const login = { login: LOGIN }
  const NO_TLS = { EHLO: OFFERS_TLS, STARTTLS: '454 4.7.0 not now\r\n' }
  const ASKS_TWICE = { EHLO: '250-m\r\n250 AUTH LOGIN\r\n', AUTH: '334 VXNlcm5hbWU6\r\n' }
  const rows = [
    at('greeting', '554 no service here', 'greeting'),
    at('greeting', '421 4.3.2 too busy', 'greeting'),
    at('EHLO', '421 4.7.0 go away', 'greeting', 'EHLO'),
    row('EHLO and HELO', '550 5.7.1 not you', 'greeting', 'HELO', {
      answers: { EHLO: '502 what?\r\n', HELO: '550 5.7.1 not you\r\n' },
    }),
    row('STARTTLS', '454 4.7.0 not now', 'tls', 'STARTTLS', { answers: NO_TLS, settings: REQUIRED }),
    row('STARTTLS, opportunistic, with a password to follow', '454 4.7.0 not now', 'tls', 'STARTTLS', {
      answers: NO_TLS,
      settings: login,
    }),
    at('AUTH', '535 5.7.8 wrong', 'auth', 'AUTH', login),
    at('AUTH', '454 4.7.0 backend down', 'auth', 'AUTH', login),
    row('AUTH LOGIN, after the password', '535 5.7.8 wrong', 'auth', 'AUTH', {
      answers: { ...ASKS_TWICE, login: '535 5.7.8 wrong\r\n' },
      settings: login,
    }),
    at('MAIL', '550 5.1.8 bad sender', 'submit', 'MAIL FROM'),
    at('MAIL', '530 5.7.0 log in first', 'submit', 'MAIL FROM'),
    at('MAIL', '450 4.1.8 later', 'submit', 'MAIL FROM'),
    at('RCPT', '450 4.2.0 greylisted', 'submit', 'RCPT TO'),
    at('RCPT', '550 5.1.1 no such user', 'submit', 'RCPT TO'),
    at('DATA', '451 4.3.0 later', 'submit', 'DATA'),
    at('DATA', '554 no', 'submit', 'DATA'),
    at('.', '450 4.2.2 full', 'submit', '.'),
    at('.', '550 5.7.1 spam', 'submit', '.'),
    at('.', '421 4.3.2 closing', 'submit', '.'),
    row('many lines', '550 5.1.1 no such user here', 'submit', 'RCPT TO', {
      answers: { RCPT: '550-5.1.1 no such\r\n550-5.1.1 user\r\n550 5.1.1 here\r\n' },
    }),
    row('hostile words', '550 \\x1b[2J\\u{202e}<b>', 'submit', 'RCPT TO', {
      answers: { RCPT: '550 \x1b[2J\u202e<b>\r\n' },
    }),
  ]

  test.each(rows)('$name: $evidence.text', async ({ answers, settings, evidence }) => {
    const sending = await sendingTo(smtpScript({ answers }), { settings })
    expect(await evidenceOf(sending.send())).toEqual({ side: 'smtp', ...evidence })
    const shutsDownAtTheEnd = evidence.command === '.' && evidence.replyCode === 421
    expect(sending.session?.mayBeAccepted ?? false).toBe(shutsDownAtTheEnd)
    expect(sending.clock.pendingTimers).toBe(0)
    await allGone(sending.server)
    // The session ends in good order, but for a server that has announced its own end.
    if (evidence.replyCode !== 421) await expect.poll(() => sending.server.lines.at(-1)).toBe('QUIT')
  })

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
    await allGone(sending.server)
    expect(sending.server.lines).toEqual(['EHLO probe.test', expect.stringMatching(/^AUTH PLAIN /), 'QUIT'])
  })
})

describe('what would break out of its line is our own fault, and nothing is said', () => {
  const breaks = ['a\r\nRCPT TO:<b@b.test>', 'a\nb', 'a\0b']
  test.each(breaks)('in an address: %j', async (part) => {
    for (const change of [{ from: part }, { to: part }]) {
      const sending = await sendingTo(smtpScript())
      const session = await sending.open()
      await expect(session.submit({ ...MESSAGE, ...change }, NO_SIGNAL)).rejects.toThrow(TypeError)
      expect(sending.server.lines).toEqual(['EHLO probe.test'])
      await session.close()
    }
  })

  test.each(breaks)('in the settings: %j', async (part) => {
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
  })
})
