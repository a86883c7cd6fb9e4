import { describe, expect, test } from 'vitest'

import type { Capabilities, ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import { silent } from '../../../support/servers/server-acts.ts'
import { GMAILS_REASON, oauthbearer, takingTokens, xoauth2 } from '../../../support/servers/token-acts.ts'
import { base64 } from './challenges.ts'
import { HOST, USERID, certificate, visit } from '../imap/imap-visit.ts'

/** About as long as Microsoft's are. */
const TOKEN = `eyJ0eXAiOiJKV1Qi.${'k7Qz-Vx_2'.repeat(200)}.sig`
const OLD = base64(xoauth2(USERID, TOKEN))
const MICROSOFT = ['IMAP4', 'IMAP4rev1', 'AUTH=PLAIN', 'AUTH=XOAUTH2', 'SASL-IR', 'UIDPLUS', 'IDLE']
const GMAIL = [
  'IMAP4rev1',
  'AUTH=PLAIN',
  'AUTH=XOAUTH2',
  'AUTH=OAUTHBEARER',
  'SASL-IR',
  'UIDPLUS',
  'X-GM-EXT-1',
]
const STANDARD = ['IMAP4rev1', 'AUTH=OAUTHBEARER', 'UIDPLUS']

const tokenVisit = (play: ImapPlay, plan: Parameters<typeof visit>[1] = {}) =>
  visit(play, { ...plan, over: certificate, settings: { scheme: 'imaps', token: TOKEN, ...plan.settings } })
const logins = (said: readonly string[]) =>
  said.slice(0, said.indexOf('SELECT "INBOX"')).filter((line) => line !== 'CAPABILITY')

describe('a token is said', () => {
  const rows: [what: string, Capabilities, (port: number) => readonly string[]][] = [
    ['at Microsoft with the command', MICROSOFT, () => [`AUTHENTICATE XOAUTH2 ${OLD}`]],
    ['at Gmail by XOAUTH2, though there is the other', GMAIL, () => [`AUTHENTICATE XOAUTH2 ${OLD}`]],
    [
      'when asked, where there is no SASL-IR',
      ['IMAP4rev1', 'AUTH=XOAUTH2'],
      () => ['AUTHENTICATE XOAUTH2', OLD],
    ],
    [
      'by OAUTHBEARER where that is all',
      STANDARD,
      (port) => ['AUTHENTICATE OAUTHBEARER', base64(oauthbearer(USERID, TOKEN, HOST, port))],
    ],
  ]
  test.each(rows)('%s', async (_what, capabilities, said) => {
    const seen = await tokenVisit({
      capabilities,
      on: { AUTHENTICATE: takingTokens({ protocol: 'imap', refusal: 'NO' }) },
    })
    // Past the login the play takes us for nobody: what counts is what was said.
    expect(logins(seen.said).slice(0, 2)).toEqual(expect.arrayContaining([...said(seen.server.port)]))
    expect(JSON.stringify([seen.log, seen.evidence])).not.toContain(TOKEN.slice(20, 40))
  })

  test('to nobody that offers neither mechanism, which are named', async () => {
    const { evidence, said } = await tokenVisit({ capabilities: ['IMAP4rev1', 'AUTH=PLAIN', 'AUTH=LOGIN'] })
    expect(evidence).toMatchObject({ phase: 'auth', kind: 'auth-not-offered' })
    expect(evidence?.text).toBe('only PLAIN, LOGIN is offered, none of XOAUTH2, OAUTHBEARER')
    expect(said).toEqual(['CAPABILITY'])
  })
})

describe('a token that is refused', () => {
  test('at once, as at Microsoft', async () => {
    const { evidence, connections } = await tokenVisit({
      capabilities: MICROSOFT,
      on: {
        AUTHENTICATE: takingTokens({
          protocol: 'imap',
          takes: () => false,
          refusal: 'NO AUTHENTICATE failed.',
        }),
      },
    })
    expect(evidence).toEqual({
      side: 'mailbox',
      phase: 'auth',
      kind: 'refused',
      command: 'AUTHENTICATE',
      text: 'AUTHENTICATE failed. (login by XOAUTH2)',
    })
    expect(connections).toBe(1)
  })

  test.each([
    [GMAIL, '', 'XOAUTH2'],
    [STANDARD, 'AQ==', 'OAUTHBEARER'],
  ])('behind its reason, as at Gmail, by %s', async (capabilities, answer, mechanism) => {
    const answers: string[] = []
    const { evidence, log } = await tokenVisit({
      capabilities,
      on: {
        AUTHENTICATE: takingTokens(
          {
            protocol: 'imap',
            takes: () => false,
            reason: GMAILS_REASON,
            refusal: 'NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)',
          },
          answers,
        ),
      },
    })
    expect(answers).toEqual([answer])
    expect(evidence).toMatchObject({ kind: 'refused', responseCode: 'AUTHENTICATIONFAILED' })
    expect(evidence?.text).toBe(
      `[AUTHENTICATIONFAILED] Invalid credentials (Failure) (status 400, scope https://mail.google.com/) (login by ${mechanism})`,
    )
    expect(log.map(({ text }) => text)).toContain(
      'the server says why: status 400, scope https://mail.google.com/',
    )
  })

  const oddities: [what: string, on: NonNullable<ImapPlay['on']>, kind: string][] = [
    ['grants it before it was said', { AUTHENTICATE: '$ OK AUTHENTICATE completed.' }, 'protocol'],
    ['asks a third time', { AUTHENTICATE: '+ ', SASL: '+ e30=' }, 'protocol'],
    ['never answers', { AUTHENTICATE: silent }, 'deadline'],
  ]
  test.each(oddities)('at a server that %s', async (_what, on, kind) => {
    const { evidence, ours } = await tokenVisit(
      { capabilities: ['IMAP4rev1', 'AUTH=XOAUTH2'], on },
      { deadlineMs: 400 },
    )
    expect(ours).toBeUndefined()
    expect(evidence).toMatchObject({ phase: 'auth', kind, command: 'AUTHENTICATE' })
  })

  test('at a server that says why not, and grants it then', async () => {
    const { evidence } = await tokenVisit({
      capabilities: GMAIL,
      on: {
        AUTHENTICATE: takingTokens({
          protocol: 'imap',
          takes: () => false,
          reason: GMAILS_REASON,
          refusal: 'OK well then',
        }),
      },
    })
    expect(evidence).toMatchObject({ phase: 'auth', kind: 'protocol' })
  })

  test('by a server that quotes it leaves a mark', async () => {
    const { evidence, log } = await tokenVisit({
      capabilities: MICROSOFT,
      on: {
        AUTHENTICATE: takingTokens({
          protocol: 'imap',
          takes: () => false,
          reason: base64(`{"status":"${TOKEN.slice(0, 300)}"}`),
          refusal: `NO not ${OLD}, that is ${TOKEN}`,
        }),
      },
    })
    const all = JSON.stringify([evidence, log])
    for (let at = 0; at + 8 <= TOKEN.length; at += 4) expect(all).not.toContain(TOKEN.slice(at, at + 8))
    expect(evidence?.text).toMatch(/^not <secret>, that is <secret>.* \(login by XOAUTH2\)$/)
  })
})

test('of a mailbox that is not granted tells that the login was made with a token', async () => {
  const { evidence } = await tokenVisit({
    capabilities: MICROSOFT,
    on: {
      AUTHENTICATE: takingTokens({ protocol: 'imap', refusal: 'NO' }),
      SELECT: '$ BAD User is authenticated but not connected.',
    },
  })
  expect(evidence).toMatchObject({ phase: 'search', kind: 'refused', command: 'SELECT' })
  expect(evidence?.text).toBe('User is authenticated but not connected. (login by XOAUTH2)')
})

test('a password that is granted before it was said is no login either', async () => {
  const { evidence } = await visit({
    capabilities: ['IMAP4rev1', 'AUTH=PLAIN'],
    on: { AUTHENTICATE: '$ OK welcome' },
  })
  expect(evidence).toEqual({ side: 'mailbox', phase: 'auth', kind: 'protocol', command: 'AUTHENTICATE' })
})

test('a token is not said without TLS unless the definition allows it', async () => {
  const plan = { settings: { token: TOKEN, tls: { mode: 'for-password', verify: true } } } as const
  const { evidence, said } = await visit({ capabilities: MICROSOFT }, plan)
  expect(evidence).toMatchObject({ phase: 'tls', kind: 'password-needs-tls' })
  expect(evidence?.text).toBe('no STARTTLS is offered, and an access token is not sent without TLS')
  expect(said).toEqual(['CAPABILITY'])
})
