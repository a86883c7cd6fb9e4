import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { type Act, type Play, multiLine } from '../../../support/servers/pop3-play.ts'
import { NO_CHALLENGES, base64, expectedResponse } from '../login/challenges.ts'
import { PASSWORD, USERID, script } from './pop3-visit.ts'
import { LOGIN, REST, visitPlay } from './visit-play.ts'
import { longTest } from '../../../support/thorough.ts'

const TIMESTAMP = '<1896.697170952@pop.example.test>'
const GREETING = `+OK POP3 server ready ${TIMESTAMP}`
const CHALLENGE = '<7.1893456000@pop.example.test>'
const PLAIN = [`AUTH PLAIN ${base64(`\0${USERID}\0${PASSWORD}`)}`]

const md5 = (text: string) => createHash('md5').update(Buffer.from(text, 'utf8')).digest('hex')

/** Servers that hold this password, and take no login but the one that proves it. */
function apopServer(userid = USERID, password = PASSWORD): Play {
  const expected = `APOP ${userid} ${md5(TIMESTAMP + password)}`
  const judge: Act = (connection, line) =>
    connection.write(line === expected ? '+OK maildrop ready\r\n' : '-ERR [AUTH] no\r\n')
  return { capabilities: ['UIDL'], on: { '': GREETING, APOP: judge, USER: '-ERR no', AUTH: '-ERR no' } }
}

function cramServer(userid = USERID, password = PASSWORD): Play {
  const { response } = expectedResponse(CHALLENGE, userid, password)
  const ask: Act = (connection, line) =>
    connection.write(line === 'AUTH CRAM-MD5' ? `+ ${base64(CHALLENGE)}\r\n` : '-ERR what?\r\n')
  const judge: Act = (connection, line) =>
    connection.write(line === response ? '+OK maildrop ready\r\n' : '-ERR [AUTH] no\r\n')
  return { capabilities: ['SASL CRAM-MD5', 'UIDL'], on: { AUTH: ask, SASL: judge, USER: '-ERR no' } }
}

describe('APOP', () => {
  test('logs in where it is all that a server has, the digest marked in the log', async () => {
    const { lines, evidence, log } = await visitPlay(apopServer())
    const digest = md5(TIMESTAMP + PASSWORD)
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(['CAPA', `APOP ${USERID} ${digest}`, ...REST])
    expect(script(log)).toContain(`auth C: APOP ${USERID} <secret>`)
    expect(JSON.stringify(log)).not.toContain(digest)
  })

  test('takes user name and password in UTF-8', async () => {
    const settings = { userid: 'prüfer', password: 'pä ß' }
    const { evidence, lines } = await visitPlay(apopServer('prüfer', 'pä ß'), { settings })
    expect(evidence).toBeUndefined()
    expect(lines[1]).toBe(`APOP prüfer ${md5(`${TIMESTAMP}pä ß`)}`)
  })

  test('answers under TLS the timestamp that came before it', async () => {
    const play = apopServer()
    const { evidence, lines } = await visitPlay({ ...play, capabilities: ['STLS', 'UIDL'] })
    expect(evidence).toBeUndefined()
    expect(lines.slice(0, 4)).toEqual(['CAPA', 'STLS', 'CAPA', `APOP ${USERID} ${md5(TIMESTAMP + PASSWORD)}`])
  })
})

describe('CRAM-MD5', () => {
  test('logs in where it is all that a server has, with its whole dialogue in the log', async () => {
    const { lines, evidence, log } = await visitPlay(cramServer())
    const { digest, response } = expectedResponse(CHALLENGE, USERID, PASSWORD)
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(['CAPA', 'AUTH CRAM-MD5', response, ...REST])
    expect(script(log).filter((line) => line.startsWith('auth'))).toEqual([
      'auth C: AUTH CRAM-MD5',
      `auth S: + ${base64(CHALLENGE)}`,
      'auth C: <secret>',
      'auth S: +OK maildrop ready',
    ])
    for (const secret of [digest, response, PASSWORD]) expect(JSON.stringify(log)).not.toContain(secret)
  })

  test('takes user name and password in UTF-8, blanks and all', async () => {
    const settings = { userid: ' prüfer müller', password: ' pä ß ' }
    const { evidence } = await visitPlay(cramServer(settings.userid, settings.password), { settings })
    expect(evidence).toBeUndefined()
  })

  longTest('is understood with every line of the exchange cut in two at every place', async () => {
    const replies = [`+ ${base64(CHALLENGE)}\r\n`, '+OK maildrop ready\r\n']
    const { response } = expectedResponse(CHALLENGE, USERID, PASSWORD)
    const cut =
      (text: string, at: number): Act =>
      async (connection) => {
        connection.socket.setNoDelay(true)
        connection.write(text.slice(0, at))
        await turn()
        await turn()
        connection.write(text.slice(at))
      }
    const [asked = '', taken = ''] = replies
    for (let at = 1; at < Math.max(asked.length, taken.length); at += 1) {
      const on = { AUTH: cut(asked, at), SASL: cut(taken, at) }
      const { lines, evidence } = await visitPlay({ ...cramServer(), on })
      expect(evidence, `cut at ${String(at)}`).toBeUndefined()
      expect(lines).toEqual(['CAPA', 'AUTH CRAM-MD5', response, ...REST])
    }
  })

  test.each(NO_CHALLENGES)('does not answer %s for a challenge', async (_what, text) => {
    const ask: Act = (connection) => connection.write(Buffer.from(`+ ${text}\r\n`, 'latin1'))
    const { evidence, lines, ours, log } = await visitPlay({ ...cramServer(), on: { AUTH: ask } })
    expect(ours).toBeUndefined()
    expect(evidence).toMatchObject({ side: 'mailbox', phase: 'auth', kind: 'protocol', command: 'AUTH' })
    expect(evidence?.text?.slice(0, 50)).toBe(`+ ${text}`.slice(0, 50))
    expect(evidence?.text?.length).toBeLessThanOrEqual(300)
    expect(lines).toEqual(['CAPA', 'AUTH CRAM-MD5'])
    expect(script(log)).toContain('auth N: protocol error: not a challenge as CRAM-MD5 has it')
  })
})

describe.each([
  ['with a timestamp in the greeting', GREETING],
  ['without a timestamp', '+OK ready'],
])('which login is made %s', (_which, greeting) => {
  const rows: readonly [what: string, play: Play, said: readonly string[]][] = [
    ['USER and PASS where CAPA is unknown', { on: { CAPA: '-ERR what?' } }, LOGIN],
    ['USER and PASS where USER is listed', { capabilities: ['USER'] }, LOGIN],
    [
      'USER and PASS where mechanisms are listed too',
      { capabilities: ['USER', 'SASL CRAM-MD5 LOGIN'] },
      LOGIN,
    ],
    ['USER and PASS where none of those listed is known', { capabilities: ['USER', 'SASL NTLM'] }, LOGIN],
    [
      'CRAM-MD5 where USER is listed and no mechanism that says the password',
      { ...cramServer(), capabilities: ['USER', 'SASL DIGEST-MD5 CRAM-MD5'] },
      ['AUTH CRAM-MD5', expectedResponse(CHALLENGE, USERID, PASSWORD).response],
    ],
    ['AUTH PLAIN where it is listed', { capabilities: ['SASL CRAM-MD5 PLAIN'] }, PLAIN],
    [
      'CRAM-MD5 where neither is, in small letters too',
      { ...cramServer(), capabilities: ['sasl cram-md5'] },
      ['AUTH CRAM-MD5', expectedResponse(CHALLENGE, USERID, PASSWORD).response],
    ],
    [
      'what is listed under TLS, not before it',
      {
        on: {
          CAPA: ({ socket, write }) =>
            write(multiLine('+OK', socket instanceof TLSSocket ? 'USER\r\n' : 'STLS\r\nSASL CRAM-MD5\r\n')),
        },
      },
      ['STLS', 'CAPA', ...LOGIN],
    ],
  ]
  test.each(rows)('%s', async (_what, play, said) => {
    const { lines, evidence } = await visitPlay({ ...play, on: { ...play.on, '': greeting } })
    expect(evidence).toBeUndefined()
    expect(lines.slice(1, -REST.length)).toEqual(said)
  })
})

test('USER and PASS are tried where CAPA lists no login and the greeting has no timestamp', async () => {
  const { lines, evidence } = await visitPlay({ capabilities: ['UIDL'], on: { '': '+OK <ready>' } })
  expect(evidence).toBeUndefined()
  expect(lines.slice(1, -REST.length)).toEqual(LOGIN)
})

describe('a login that fails', () => {
  const refusal: Omit<Evidence, 'command'> = {
    side: 'mailbox',
    phase: 'auth',
    kind: 'refused',
    responseCode: 'AUTH',
    text: '[AUTH] no',
  }
  const response = expectedResponse(CHALLENGE, USERID, 'wrong').response
  const digest = md5(`${TIMESTAMP}wrong`)

  test.each([
    ['APOP', { ...apopServer(), capabilities: ['UIDL'] }, [`APOP ${USERID} ${digest}`]],
    ['AUTH', { ...cramServer() }, ['AUTH CRAM-MD5', response]],
  ])('by a wrong password at %s ends at once, with no other try', async (command, play, said) => {
    const { evidence, lines, connections } = await visitPlay(
      { ...play, on: { ...play.on, '': GREETING } },
      { settings: { password: 'wrong' } },
    )
    const text = command === 'APOP' ? '[AUTH] no (login by APOP)' : '[AUTH] no'
    expect(evidence).toEqual({ ...refusal, command, text })
    expect(lines).toEqual(['CAPA', ...said])
    expect(connections).toBe(1)
  })

  test('by a refusal before the challenge ends at once', async () => {
    const play = { ...cramServer(), on: { '': GREETING, AUTH: '-ERR [AUTH] no' } }
    const { evidence, lines } = await visitPlay(play)
    expect(evidence).toEqual({ ...refusal, command: 'AUTH' })
    expect(lines).toEqual(['CAPA', 'AUTH CRAM-MD5'])
  })

  test.each<[string, Play['on'], number]>([
    ['a login granted before there was a challenge', { AUTH: '+OK welcome' }, 2],
    ['a second challenge', { SASL: `+ ${base64(CHALLENGE)}` }, 3],
  ])('by %s is a protocol error', async (_what, on, said) => {
    const play = cramServer()
    const { evidence, lines } = await visitPlay({ ...play, on: { ...play.on, ...on } })
    expect(evidence).toEqual({ side: 'mailbox', phase: 'auth', kind: 'protocol', command: 'AUTH' })
    expect(lines).toHaveLength(said)
  })

  test('by silence after the response ends at the deadline', async () => {
    const play = cramServer()
    const silent: Act = () => new Promise<void>(() => undefined)
    const { evidence } = await visitPlay({ ...play, on: { ...play.on, SASL: silent } }, { deadlineMs: 150 })
    expect(evidence).toEqual({ side: 'mailbox', phase: 'auth', kind: 'deadline', command: 'AUTH' })
  })

  const answers = [
    ['APOP', apopServer(), md5(TIMESTAMP + PASSWORD), `${USERID} ${md5(TIMESTAMP + PASSWORD)}`],
    [
      'CRAM-MD5',
      cramServer(),
      expectedResponse(CHALLENGE, USERID, PASSWORD).digest,
      expectedResponse(CHALLENGE, USERID, PASSWORD).response,
    ],
  ] as const
  test.each(answers)(
    'and quotes the digest of %s leaves its mark, not the digest; the password it cannot know',
    async (_by, play, its, said) => {
      const quote = `-ERR not ${its}, that is ${its.toUpperCase()}, ${base64(its)} or ${said}; nor ${PASSWORD}`
      const { evidence, log } = await visitPlay({ ...play, on: { ...play.on, APOP: quote, SASL: quote } })
      const all = JSON.stringify([evidence, log])
      for (const secret of [its, its.toUpperCase(), base64(its), said]) {
        expect(all).not.toContain(secret)
      }
      expect(evidence?.text).toMatch(
        /^not <secret>, that is <secret>, <secret> or .*<secret>; nor … staple(?: \(login by APOP\))?$/,
      )
      expect(log.some(({ side, text }) => side === 'client' && text.endsWith('<secret>'))).toBe(true)
    },
  )
})
