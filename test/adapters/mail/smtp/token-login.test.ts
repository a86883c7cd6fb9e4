import { describe, expect, test } from 'vitest'

import type { Credentials } from '../../../../shared/adapters/mail/login/credentials.ts'
import { saying, silent } from '../../../support/servers/server-acts.ts'
import { type SmtpAct, smtpPlay } from '../../../support/servers/smtp-play.ts'
import {
  GMAILS_REASON,
  type TokenServer,
  oauthbearer,
  takingTokens,
  xoauth2,
} from '../../../support/servers/token-acts.ts'
import { base64 } from '../login/challenges.ts'
import { NO_SIGNAL, allGone, evidenceOf } from '../net/net-world.ts'
import { CERTIFICATE, MESSAGE_LINES, sendingTo } from './sending.ts'

const USERID = 'probe@example.test'
const TOKEN = `eyJ0eXAiOiJKV1Qi.${'k7Qz-Vx_2'.repeat(500)}.sig`
const LOGIN: Credentials = { kind: 'token', userid: USERID, token: TOKEN, expiresAt: Infinity }
const OLD = base64(xoauth2(USERID, TOKEN))
const MICROSOFT = 'AUTH LOGIN XOAUTH2'
const GMAIL = 'AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH'
const MICROSOFTS_NO = '535 5.7.3 Authentication unsuccessful'
const GMAILS_NO =
  '535-5.7.8 Username and Password not accepted. For more information, go to\r\n535 5.7.8 https://support.google.com/mail/?p=BadCredentials'
const SUBMITTED = ['MAIL FROM:<from@sender.test>', 'RCPT TO:<to@mail.test>', 'DATA', ...MESSAGE_LINES, 'QUIT']

const server = (more: Partial<TokenServer> = {}, answers?: string[]) =>
  takingTokens({ protocol: 'smtp', refusal: MICROSOFTS_NO, ...more }, answers)

function sendingBy(AUTH: SmtpAct, extension = MICROSOFT, signal: AbortSignal = NO_SIGNAL) {
  const play = smtpPlay({ extensions: [extension], on: { AUTH } })
  return sendingTo(play, { settings: { login: LOGIN }, signal }, CERTIFICATE)
}

describe('a token is said', () => {
  test.each([MICROSOFT, GMAIL])('by XOAUTH2 in a line of its own where %s is offered', async (extension) => {
    const sending = await sendingBy(server(), extension)
    await sending.send()
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'AUTH XOAUTH2', OLD, ...SUBMITTED])
    const auth = sending.log.lines().filter(({ phase }) => phase === 'auth')
    expect(auth.map(({ side, text }) => `${side}: ${text}`)).toEqual([
      `note: logging in as ${USERID}`,
      'client: AUTH XOAUTH2',
      'server: 334 ',
      'client: <secret>',
      'server: 235 2.7.0 Accepted',
    ])
  })

  test('by OAUTHBEARER where that is all', async () => {
    const sending = await sendingBy(server(), 'AUTH PLAIN OAUTHBEARER')
    await sending.send()
    const { port } = sending.server
    const said = base64(oauthbearer(USERID, TOKEN, 'mail.test', port))
    expect(sending.server.lines.slice(1, 3)).toEqual(['AUTH OAUTHBEARER', said])
  })

  test.each([
    ['AUTH PLAIN LOGIN', 'only PLAIN, LOGIN is offered, none of XOAUTH2, OAUTHBEARER'],
    ['SIZE', 'no mechanism is offered, and so none of XOAUTH2, OAUTHBEARER'],
  ])('to nobody that offers %s alone', async (extension, text) => {
    const sending = await sendingBy(server(), extension)
    const evidence = await evidenceOf(sending.send())
    expect(evidence).toEqual({ side: 'smtp', phase: 'auth', kind: 'auth-not-offered', text })
  })
})

describe('a token that is refused', () => {
  test('at once, as at Microsoft, is said once', async () => {
    const sending = await sendingBy(server({ takes: () => false }))
    expect(await evidenceOf(sending.send())).toEqual({
      side: 'smtp',
      phase: 'auth',
      kind: 'refused',
      command: 'AUTH',
      replyCode: 535,
      enhancedCode: '5.7.3',
      text: '535 5.7.3 Authentication unsuccessful (login by XOAUTH2)',
    })
    await allGone(sending.server)
    expect(sending.server.lines).toEqual(['EHLO probe.test', 'AUTH XOAUTH2', OLD, 'QUIT'])
  })

  test.each([
    [GMAIL, '', 'XOAUTH2'],
    ['AUTH OAUTHBEARER', 'AQ==', 'OAUTHBEARER'],
  ])('behind its reason, as at Gmail, where %s is offered', async (extension, answer, mechanism) => {
    const answers: string[] = []
    const act = server({ takes: () => false, reason: GMAILS_REASON, refusal: GMAILS_NO }, answers)
    const sending = await sendingBy(act, extension)
    const evidence = await evidenceOf(sending.send())
    expect(answers).toEqual([answer])
    expect(evidence).toMatchObject({ kind: 'refused', replyCode: 535, enhancedCode: '5.7.8' })
    expect(evidence.text).toMatch(
      new RegExp(
        `not accepted.* \\(status 400, scope https://mail.google.com/\\) \\(login by ${mechanism}\\)$`,
      ),
    )
    expect(sending.log.lines().map(({ text }) => text)).toContain(
      'the server says why: status 400, scope https://mail.google.com/',
    )
    await allGone(sending.server)
    expect(sending.server.lines.filter((line) => line.startsWith('AUTH'))).toHaveLength(1)
  })

  const oddities: [what: string, act: SmtpAct][] = [
    ['grants it before it was said', saying('235 2.7.0 Accepted\r\n')],
    ['says why not, and grants it then', server({ takes: () => false, reason: 'e30=', refusal: '235 well' })],
    ['asks a third time', server({ takes: () => false, reason: 'e30=', refusal: '334 e30=' })],
  ]
  test.each(oddities)('at a server that %s ends without another word', async (_what, act) => {
    const sending = await sendingBy(act)
    expect(await evidenceOf(sending.send())).toMatchObject({
      phase: 'auth',
      kind: 'protocol',
      command: 'AUTH',
    })
    await allGone(sending.server)
    expect(sending.server.lines).not.toContain('QUIT')
  })

  test('by silence ends at the deadline', async () => {
    const sending = await sendingBy(saying('334 \r\n', silent), MICROSOFT, AbortSignal.timeout(300))
    expect(await evidenceOf(sending.send())).toMatchObject({
      phase: 'auth',
      kind: 'deadline',
      command: 'AUTH',
    })
    await allGone(sending.server)
  })

  test('by a server that quotes it leaves a mark', async () => {
    const refusal = `535-5.7.8 not ${OLD.slice(0, 900)}\r\n535 5.7.8 that is ${TOKEN.slice(0, 900)}`
    const sending = await sendingBy(server({ takes: () => false, refusal }))
    const evidence = await evidenceOf(sending.send())
    const all = JSON.stringify([evidence, sending.log.lines()])
    for (const text of [OLD, TOKEN])
      for (let at = 0; at + 8 <= 900; at += 4) expect(all).not.toContain(text.slice(at, at + 8))
    expect(evidence.text).toBe('535 5.7.8 not <secret> that is <secret> (login by XOAUTH2)')
  })
})

describe('in the clear', () => {
  test('a token is not said where the definition wants TLS for it', async () => {
    const play = smtpPlay({ extensions: [MICROSOFT], on: { AUTH: server() } })
    const tls = { mode: 'for-password', verify: true } as const
    const sending = await sendingTo(play, { settings: { login: LOGIN, tls } })
    expect(await evidenceOf(sending.send())).toMatchObject({ phase: 'tls', kind: 'password-needs-tls' })
    expect(sending.server.lines).not.toContain('AUTH XOAUTH2')
  })

  test('it is told where the definition allows it', async () => {
    let told = 0
    const watch = { before: () => Promise.resolve(), saysPassword: () => void (told += 1) }
    const play = smtpPlay({ extensions: [MICROSOFT], on: { AUTH: server() } })
    const tls = { mode: 'none', verify: true } as const
    const sending = await sendingTo(play, { settings: { login: LOGIN, tls, watch } })
    await sending.send()
    expect(told).toBe(1)
  })
})
