import { describe, expect, test } from 'vitest'

import type { Play } from '../../../support/servers/pop3-play.ts'
import { saying, silent } from '../../../support/servers/server-acts.ts'
import {
  GMAILS_REASON,
  type TokenServer,
  oauthbearer,
  takingTokens,
  xoauth2,
} from '../../../support/servers/token-acts.ts'
import { base64 } from '../login/challenges.ts'
import { HOST, USERID } from './pop3-visit.ts'
import { visitPlay } from './visit-play.ts'

/** Short enough for one line: a token has two all the same. */
const TOKEN = 'ya29.a0AfH6SMBx'
const LONG = `eyJ0eXAiOiJKV1Qi.${'k7Qz-Vx_2'.repeat(500)}.sig`
const MICROSOFT = ['TOP', 'UIDL', 'SASL PLAIN XOAUTH2', 'USER']
const STANDARD = ['TOP', 'UIDL', 'SASL OAUTHBEARER']
const MICROSOFTS_NO = '-ERR Authentication failure: unknown user name or bad password.'

const server = (more: Partial<TokenServer> = {}, answers?: string[]) =>
  takingTokens({ protocol: 'pop3', refusal: MICROSOFTS_NO, ...more }, answers)
const tokenVisit = (play: Play, token = TOKEN, deadlineMs = 1500) =>
  visitPlay(play, { settings: { token }, deadlineMs })

describe('a token is said', () => {
  test.each([TOKEN, LONG])('in two lines at Microsoft, however long it is', async (token) => {
    const { lines, evidence, log } = await tokenVisit(
      { capabilities: MICROSOFT, on: { AUTH: server() } },
      token,
    )
    expect(evidence).toBeUndefined()
    expect(lines.slice(0, 4)).toEqual(['CAPA', 'AUTH XOAUTH2', base64(xoauth2(USERID, token)), 'UIDL'])
    const auth = log.filter(({ phase, side }) => phase === 'auth' && side === 'client')
    expect(auth.map(({ text }) => text)).toEqual(['AUTH XOAUTH2', '<secret>'])
  })

  test('by OAUTHBEARER where that is all', async () => {
    const { lines, evidence, port } = await tokenVisit({ capabilities: STANDARD, on: { AUTH: server() } })
    expect(evidence).toBeUndefined()
    expect(lines.slice(1, 3)).toEqual(['AUTH OAUTHBEARER', base64(oauthbearer(USERID, TOKEN, HOST, port))])
  })

  test('by XOAUTH2 where the server does not say what it can do', async () => {
    const { lines, evidence } = await tokenVisit({ on: { CAPA: '-ERR what?', AUTH: server() } })
    expect(evidence).toBeUndefined()
    expect(lines.slice(1, 2)).toEqual(['AUTH XOAUTH2'])
  })

  test('to nobody that offers neither mechanism, which are named', async () => {
    const { evidence, lines } = await tokenVisit({
      capabilities: ['TOP', 'UIDL', 'USER', 'SASL PLAIN LOGIN'],
    })
    expect(evidence).toMatchObject({ phase: 'auth', kind: 'auth-not-offered' })
    expect(evidence?.text).toBe('only PLAIN, LOGIN is offered, none of XOAUTH2, OAUTHBEARER')
    expect(lines).toEqual(['CAPA'])
  })
})

describe('a token that is refused', () => {
  test('at once, as at Microsoft', async () => {
    const { evidence, connections } = await tokenVisit({
      capabilities: MICROSOFT,
      on: { AUTH: server({ takes: () => false }) },
    })
    expect(evidence).toEqual({
      side: 'mailbox',
      phase: 'auth',
      kind: 'refused',
      command: 'AUTH',
      text: `${MICROSOFTS_NO.slice('-ERR '.length)} (login by XOAUTH2)`,
    })
    expect(connections).toBe(1)
  })

  test('before it was said, as by a server that has the mechanism switched off', async () => {
    const { evidence, lines } = await tokenVisit({
      capabilities: MICROSOFT,
      on: { AUTH: '-ERR not for you' },
    })
    expect(evidence).toMatchObject({ kind: 'refused', text: 'not for you (login by XOAUTH2)' })
    expect(lines).toEqual(['CAPA', 'AUTH XOAUTH2'])
  })

  test.each([
    [MICROSOFT, '', 'XOAUTH2'],
    [STANDARD, 'AQ==', 'OAUTHBEARER'],
  ])('behind its reason, as at Gmail, which is answered', async (capabilities, answer, mechanism) => {
    const answers: string[] = []
    const no = {
      takes: () => false,
      reason: GMAILS_REASON,
      refusal: '-ERR [AUTH] Username and password not accepted.',
    }
    const { evidence, log } = await tokenVisit({ capabilities, on: { AUTH: server(no, answers) } })
    expect(answers).toEqual([answer])
    expect(evidence?.text).toBe(
      `[AUTH] Username and password not accepted. (status 400, scope https://mail.google.com/) (login by ${mechanism})`,
    )
    expect(log.map(({ text }) => text)).toContain(
      'the server says why: status 400, scope https://mail.google.com/',
    )
  })

  const oddities: [what: string, on: NonNullable<Play['on']>, kind: string][] = [
    ['grants it before it was said', { AUTH: '+OK' }, 'protocol'],
    [
      'says why not, and grants it then',
      { AUTH: server({ takes: () => false, reason: 'e30=', refusal: '+OK' }) },
      'protocol',
    ],
    ['asks a third time', { AUTH: '+ ', SASL: '+ e30=' }, 'protocol'],
    ['never answers', { AUTH: saying('+ \r\n', silent), SASL: silent }, 'deadline'],
  ]
  test.each(oddities)('at a server that %s', async (_what, on, kind) => {
    const { evidence, ours } = await tokenVisit({ capabilities: MICROSOFT, on }, TOKEN, 300)
    expect(ours).toBeUndefined()
    expect(evidence).toMatchObject({ phase: 'auth', kind, command: 'AUTH' })
  })

  test('by a server that quotes it leaves a mark', async () => {
    const said = base64(xoauth2(USERID, LONG))
    const { evidence, log } = await tokenVisit(
      {
        capabilities: MICROSOFT,
        on: {
          AUTH: server({
            takes: () => false,
            refusal: `-ERR not ${said.slice(0, 900)}, that is ${LONG.slice(0, 900)}`,
          }),
        },
      },
      LONG,
    )
    const all = JSON.stringify([evidence, log])
    for (const text of [said, LONG])
      for (let at = 0; at + 8 <= 900; at += 4) expect(all).not.toContain(text.slice(at, at + 8))
    expect(evidence?.text).toBe('not <secret>, that is <secret> (login by XOAUTH2)')
  })
})

test('a token or user name that would end its field is said to nobody', async () => {
  for (const settings of [
    { token: 'a\x01b' },
    { token: 'a b' },
    { token: '' },
    { token: TOKEN, userid: 'a\x01auth=' },
  ]) {
    const { ours, connections } = await visitPlay({}, { settings })
    expect(ours).toBeInstanceOf(TypeError)
    expect(connections).toBe(0)
  }
})

test('a token is not said without TLS unless the definition allows it', async () => {
  const settings = { token: TOKEN, tls: { mode: 'for-password', verify: true } } as const
  const { lines, evidence } = await visitPlay({ capabilities: MICROSOFT }, { settings, deadlineMs: 1500 })
  expect(evidence).toMatchObject({ phase: 'tls', kind: 'password-needs-tls' })
  expect(evidence?.text).toBe('no STLS is offered, and an access token is not sent without TLS')
  expect(lines).toEqual(['CAPA'])
})
