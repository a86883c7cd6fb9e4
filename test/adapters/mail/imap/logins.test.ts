import { describe, expect, test } from 'vitest'

import type { Capabilities } from '../../../support/servers/imap/imap-play.ts'
import { NO_CHALLENGES, base64, expectedResponse } from '../login/challenges.ts'
import { ASKED, BARE, WITH_STARTTLS } from './imap-fault.ts'
import { PASSWORD, USERID, certificate, script, visit } from './imap-visit.ts'

const LOGIN = { userid: USERID, password: PASSWORD }
const PLAIN = base64(`\0${USERID}\0${PASSWORD}`)
const CHALLENGE = '<1896.697170952@imap.example.test>'
const logins = (said: readonly string[]) =>
  said.slice(0, said.indexOf('SELECT "INBOX"')).filter((line) => !/^(?:CAPABILITY|STARTTLS)$/.test(line))

describe('which login is made', () => {
  const { response } = expectedResponse(CHALLENGE, USERID, PASSWORD)
  const rows: readonly [what: string, capabilities: Capabilities, said: readonly (string | RegExp)[]][] = [
    ['LOGIN where nothing else is offered', BARE, [`LOGIN "${USERID}" "${PASSWORD}"`]],
    [
      'AUTHENTICATE PLAIN with its response at once',
      ['IMAP4rev1', 'AUTH=PLAIN', 'SASL-IR'],
      [`AUTHENTICATE PLAIN ${PLAIN}`],
    ],
    ['AUTHENTICATE PLAIN with its response when asked', ASKED, ['AUTHENTICATE PLAIN', PLAIN]],
    ['mechanisms in small letters', ['imap4rev1', 'auth=plain', 'sasl-ir'], [`AUTHENTICATE PLAIN ${PLAIN}`]],
    [
      'CRAM-MD5 where LOGIN is disabled',
      ['IMAP4rev1', 'LOGINDISABLED', 'AUTH=CRAM-MD5'],
      ['AUTHENTICATE CRAM-MD5', response],
    ],
    [
      'SCRAM-SHA-1 where nothing stronger is offered',
      ['IMAP4rev1', 'LOGINDISABLED', 'AUTH=CRAM-MD5', 'AUTH=SCRAM-SHA-1'],
      ['AUTHENTICATE SCRAM-SHA-1', /^\S+$/, /^\S+$/, ''],
    ],
    [
      'SCRAM-SHA-256 with its first words at once',
      ['IMAP4rev1', 'LOGINDISABLED', 'SASL-IR', 'AUTH=SCRAM-SHA-1', 'AUTH=SCRAM-SHA-256'],
      [/^AUTHENTICATE SCRAM-SHA-256 \S+$/, /^\S+$/, ''],
    ],
  ]
  test.each(rows)('%s', async (_what, capabilities, said) => {
    const seen = await visit({ capabilities, login: LOGIN })
    expect(seen.ours).toBeUndefined()
    expect(seen.evidence).toBeUndefined()
    const heard = logins(seen.said)
    expect(heard).toHaveLength(said.length)
    for (const [index, line] of said.entries()) {
      if (typeof line === 'string') expect(heard[index]).toBe(line)
      else expect(heard[index]).toMatch(line)
    }
    expect(JSON.stringify(seen.log)).not.toContain(PASSWORD)
    expect(JSON.stringify(seen.log)).not.toContain(PLAIN)
    expect(script(seen.log).some((line) => line.startsWith('auth C: ') && line.endsWith('<secret>'))).toBe(
      true,
    )
  })

  test('none where the server takes us for logged in', async () => {
    const { said, evidence } = await visit({ isPreauthenticated: true, login: LOGIN })
    expect(evidence).toBeUndefined()
    expect(logins(said)).toEqual([])
  })

  test('what is offered under TLS, not before it', async () => {
    const { said, evidence } = await visit({ capabilities: WITH_STARTTLS, login: LOGIN })
    expect(evidence).toBeUndefined()
    expect(said.slice(0, 4)).toEqual(['CAPABILITY', 'STARTTLS', 'CAPABILITY', `AUTHENTICATE PLAIN ${PLAIN}`])
  })
})

describe('when capabilities are asked for', () => {
  test('never where greeting and login tell them', async () => {
    const { said, evidence } = await visit({ announces: ['greeting', 'login'] })
    expect(evidence).toBeUndefined()
    expect(said).not.toContain('CAPABILITY')
  })

  test('again under TLS, whatever the greeting told', async () => {
    const { said, evidence } = await visit({ capabilities: WITH_STARTTLS, announces: ['greeting', 'login'] })
    expect(evidence).toBeUndefined()
    expect(said.slice(0, 2)).toEqual(['STARTTLS', 'CAPABILITY'])
    expect(said.filter((line) => line === 'CAPABILITY')).toHaveLength(1)
  })

  test('not after the login where it brings them untagged', async () => {
    const { said } = await visit({
      on: { AUTHENTICATE: '* CAPABILITY IMAP4rev1 UIDPLUS\r\n$ OK logged in' },
      isPreauthenticated: false,
    })
    expect(said.filter((line) => line === 'CAPABILITY')).toHaveLength(1)
  })
})

describe('awkward logins', () => {
  const AWKWARD: readonly [what: string, userid: string, password: string][] = [
    ['quotes and backslashes', 'DOMAIN\\"probe"', `a "quoted\\" 100% {3} pass`],
    ['blanks around', 'probe', '  two  words '],
    ['letters beyond ASCII', 'prøbe@exämple.test', 'pässwörd € 密码 🔑'],
    ['what looks like a literal', 'probe{5}', '{10+}'],
    ['control characters', 'probe', 'a\tb\x7f'],
  ]
  test.each(AWKWARD)('%s, by LOGIN and by AUTHENTICATE PLAIN', async (_what, userid, password) => {
    for (const capabilities of [BARE, ASKED, ['IMAP4rev1', 'AUTH=PLAIN', 'SASL-IR']]) {
      const login = { userid, password }
      const { evidence, ours, log } = await visit({ capabilities, login }, { settings: login })
      expect([evidence, ours]).toEqual([undefined, undefined])
      expect(JSON.stringify(log)).not.toContain(JSON.stringify(password).slice(1, -1))
    }
  })
})

describe('a login that fails', () => {
  test.each([
    ['LOGIN', BARE, 'LOGIN'],
    ['AUTHENTICATE PLAIN', ASKED, 'AUTHENTICATE'],
    ['CRAM-MD5', ['IMAP4rev1', 'LOGINDISABLED', 'AUTH=CRAM-MD5'], 'AUTHENTICATE'],
    [
      'SCRAM-SHA-256',
      ['IMAP4rev1', 'LOGINDISABLED', 'AUTH=SCRAM-SHA-256', 'AUTH=PLAIN-CLIENTTOKEN'],
      'AUTHENTICATE',
    ],
  ] as const)(
    'by a wrong password at %s ends at once, with no other try',
    async (_by, capabilities, command) => {
      const seen = await visit({ capabilities, login: LOGIN }, { settings: { password: 'wrong' } })
      expect(seen.evidence).toEqual({
        side: 'mailbox',
        phase: 'auth',
        kind: 'refused',
        command,
        responseCode: 'AUTHENTICATIONFAILED',
        text: '[AUTHENTICATIONFAILED] Authentication failed.',
      })
      expect(seen.connections).toBe(1)
    },
  )

  test.each(NO_CHALLENGES)('at %s for a challenge of CRAM-MD5', async (_what, text) => {
    const { evidence, said, ours } = await visit({
      capabilities: ['IMAP4rev1', 'LOGINDISABLED', 'AUTH=CRAM-MD5'],
      on: { AUTHENTICATE: (connection) => connection.write(Buffer.from(`+ ${text}\r\n`, 'latin1')) },
    })
    expect(ours).toBeUndefined()
    expect(evidence).toMatchObject({ phase: 'auth', kind: 'protocol', command: 'AUTHENTICATE' })
    expect(said.slice(0, 2)).toEqual(['CAPABILITY', 'AUTHENTICATE CRAM-MD5'])
  })

  test.each([
    ['another proof', `+ ${base64('v=AAAA')}`],
    ['none', '$ OK Logged in.'],
  ])('at a server of SCRAM that has %s', async (_what, last) => {
    const { evidence, ours } = await visit({
      capabilities: ['IMAP4rev1', 'LOGINDISABLED', 'AUTH=SCRAM-SHA-256'],
      on: {
        AUTHENTICATE: async (connection, line) => {
          connection.write('+ \r\n')
          const first = Buffer.from(await connection.readLine(), 'base64').toString()
          const nonce = first.replace(/^.*,r=/, '')
          connection.write(`+ ${base64(`r=${nonce}more,s=${base64('sixteen octets..')},i=4096`)}\r\n`)
          await connection.readLine()
          connection.write(`${last.replace('$', line.split(' ', 1)[0] ?? '')}\r\n`)
        },
      },
    })
    expect(ours).toBeUndefined()
    expect(evidence).toMatchObject({ phase: 'auth', kind: 'protocol', command: 'AUTHENTICATE' })
  })

  test('and quotes what it was sent leaves a mark in its place', async () => {
    const { evidence, log } = await visit({
      capabilities: ASKED,
      on: { AUTHENTICATE: '+ ', SASL: `A2 NO not ${PASSWORD}, that is ${base64(PASSWORD)} or ${PLAIN}` },
    })
    expect(evidence?.text).toBe('not <secret>, that is <secret> or <secret>')
    for (const spelling of [PASSWORD, base64(PASSWORD), PLAIN]) {
      expect(JSON.stringify([evidence, log])).not.toContain(spelling)
    }
  })
})

test('a line break in a password is said to nobody', async () => {
  const { ours, connections } = await visit({}, { settings: { password: 'a\r\nA9 LOGOUT' } })
  expect(ours).toBeInstanceOf(TypeError)
  expect(connections).toBe(0)
})

test('imaps, and a certificate that holds', async () => {
  const { evidence, times } = await visit({}, { over: certificate, settings: { scheme: 'imaps' } })
  expect(evidence).toBeUndefined()
  expect(Object.keys(times)).toContain('tls')
})
