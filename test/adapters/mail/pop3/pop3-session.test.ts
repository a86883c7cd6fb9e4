import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { type ScriptedServer, scriptedServer } from '../../../support/servers/scripted-server.ts'
import { type Play, multiLine, pop3Play } from '../../../support/servers/pop3-play.ts'
import { HOST, PASSWORD, USERID, type Visit, script, visit } from './pop3-visit.ts'

const authority = createAuthority()
const certificate = issueCertificate({ names: [HOST], ca: authority })
const WITH_STLS = ['TOP', 'UIDL', 'USER', 'STLS']

let server: ScriptedServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function visitPlay(play: Play, plan: Omit<Visit, 'port'> = {}, over: 'plain' | 'tls' = 'plain') {
  server = await scriptedServer(
    pop3Play({ certificate, ...play }),
    over === 'tls' ? { tls: certificate } : {},
  )
  const visited = await visit({ port: server.port, ca: [authority.cert], ...plan })
  return { ...visited, lines: server.lines }
}

const REST = ['UIDL', 'LIST', 'TOP 1 0', 'DELE 1', 'QUIT']
const LOGIN = [`USER ${USERID}`, `PASS ${PASSWORD}`]
const plain = (userid: string, password: string) => Buffer.from(`\0${userid}\0${password}`).toString('base64')

describe('a session in which all goes well', () => {
  test('over pop3, with its whole log', async () => {
    const { lines, evidence, listed, headers, times, log } = await visitPlay({})
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(['CAPA', ...LOGIN, ...REST])
    expect(listed).toEqual([
      { number: 1, uid: 'uid-1', sizeOctets: 35 },
      { number: 2, uid: 'uid-2', sizeOctets: 43 },
    ])
    expect(headers).toEqual(['From: a@example.com\r\nSubject: one\r\n'])
    expect(Object.keys(times)).toEqual([
      'resolve',
      'connect',
      'greeting',
      'auth',
      'search',
      'retrieve',
      'delete',
    ])
    expect(script(log).slice(2)).toEqual([
      'greeting S: +OK ready',
      'greeting C: CAPA',
      'greeting S: +OK',
      'greeting S: TOP',
      'greeting S: UIDL',
      'greeting S: USER',
      `auth C: USER ${USERID}`,
      'auth S: +OK',
      'auth C: PASS <secret>',
      'auth S: +OK logged in',
      'search C: UIDL',
      'search S: +OK',
      'search S: [2 lines, 18 octets]',
      'search C: LIST',
      'search S: +OK',
      'search S: [2 lines, 12 octets]',
      'retrieve C: TOP 1 0',
      'retrieve S: +OK',
      'retrieve S: [3 lines, 37 octets]',
      'delete C: DELE 1',
      'delete S: +OK marked',
      'delete C: QUIT',
      'delete S: +OK bye',
    ])
  })

  test('over pop3s: TLS comes before the greeting, STLS never', async () => {
    const { lines, evidence, times } = await visitPlay(
      { capabilities: WITH_STLS },
      { settings: { scheme: 'pop3s' } },
      'tls',
    )
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(['CAPA', ...LOGIN, ...REST])
    expect(Object.keys(times).slice(0, 4)).toEqual(['resolve', 'connect', 'tls', 'greeting'])
  })

  test.each(['opportunistic', 'required'] as const)('by STLS when it is offered and %s', async (mode) => {
    const { lines, evidence, times } = await visitPlay(
      { capabilities: WITH_STLS },
      { settings: { tls: { mode, verify: true } } },
    )
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(['CAPA', 'STLS', 'CAPA', ...LOGIN, ...REST])
    expect(times.tls).toBeGreaterThan(0)
  })

  test('by STLS where CAPA is unknown and TLS is required', async () => {
    const { lines, evidence } = await visitPlay(
      { on: { CAPA: '-ERR unknown command' } },
      { settings: { tls: { mode: 'required', verify: true } } },
    )
    expect(evidence).toBeUndefined()
    expect(lines.slice(0, 4)).toEqual(['CAPA', 'STLS', 'CAPA', LOGIN[0]])
  })

  test.each([
    ['the definition says none', { capabilities: WITH_STLS }, 'none'],
    ['it is not offered and not required', {}, 'opportunistic'],
    ['CAPA is unknown and it is not required', { on: { CAPA: '-ERR unknown command' } }, 'opportunistic'],
  ] as const)('without TLS where %s', async (_what, play, mode) => {
    const { lines, evidence, times } = await visitPlay(play, { settings: { tls: { mode, verify: true } } })
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(['CAPA', ...LOGIN, ...REST])
    expect(times).not.toHaveProperty('tls')
  })

  test('without TLS where STLS is offered, not required, and then refused', async () => {
    const { lines, evidence, log } = await visitPlay({ capabilities: WITH_STLS, on: { STLS: '-ERR later' } })
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(['CAPA', 'STLS', ...LOGIN, ...REST])
    expect(script(log)).toContain('tls N: STLS refused: going on without TLS')
  })

  test('with any certificate where verify is false', async () => {
    const stranger = issueCertificate({ names: ['other.test'] })
    const { evidence, log } = await visitPlay(
      { capabilities: WITH_STLS, certificate: stranger },
      { settings: { tls: { mode: 'required', verify: false } } },
    )
    expect(evidence).toBeUndefined()
    expect(script(log).join('\n')).toContain('certificate not verified, as configured')
  })

  test('where nothing is deleted QUIT belongs to no phase', async () => {
    const { lines, evidence, times } = await visitPlay({ messages: [] })
    expect(evidence).toBeUndefined()
    expect(lines.slice(-3)).toEqual(['UIDL', 'LIST', 'QUIT'])
    expect(times).not.toHaveProperty('delete')
  })
})

describe('the login', () => {
  const rows: readonly [
    what: string,
    capabilities: readonly string[],
    userid: string,
    password: string,
    said: readonly string[],
  ][] = [
    ['USER and PASS where both ways are offered', ['USER', 'SASL PLAIN'], 'u', 'p w', ['USER u', 'PASS p w']],
    ['USER and PASS where neither is named', ['UIDL'], 'u', 'pw', ['USER u', 'PASS pw']],
    [
      'USER and PASS exactly, blanks and all, where there is no PLAIN',
      ['USER'],
      'u ',
      ' pw ',
      ['USER u ', 'PASS  pw '],
    ],
    ['USER and PASS in UTF-8 where there is no PLAIN', ['USER'], 'ü', 'pä', ['USER ü', 'PASS pä']],
    ['AUTH PLAIN where USER is not listed', ['SASL PLAIN'], 'u', 'pw', [`AUTH PLAIN ${plain('u', 'pw')}`]],
    [
      'AUTH PLAIN for a password that ends with a blank',
      ['USER', 'SASL PLAIN'],
      'u',
      'pw ',
      [`AUTH PLAIN ${plain('u', 'pw ')}`],
    ],
    [
      'AUTH PLAIN for a user name that begins with a blank',
      ['USER', 'SASL PLAIN'],
      ' u',
      'pw',
      [`AUTH PLAIN ${plain(' u', 'pw')}`],
    ],
    [
      'AUTH PLAIN for a password that is not ASCII',
      ['USER', 'SASL PLAIN'],
      'u',
      'pä',
      [`AUTH PLAIN ${plain('u', 'pä')}`],
    ],
  ]

  test.each(rows)('uses %s', async (_what, capabilities, userid, password, said) => {
    const { lines, evidence, log } = await visitPlay({ capabilities }, { settings: { userid, password } })
    expect(evidence).toBeUndefined()
    expect(lines.slice(1, -REST.length)).toEqual(said)
    expect(JSON.stringify(log)).not.toContain(plain(userid, password))
    expect(script(log).join('\n')).toMatch(/^auth C: (PASS|AUTH PLAIN) <secret>$/m)
  })

  test('answers a server that asks for the response although it was there', async () => {
    const { lines, evidence, log } = await visitPlay({ capabilities: ['SASL PLAIN'], on: { AUTH: '+ ' } })
    expect(evidence).toBeUndefined()
    const response = plain(USERID, PASSWORD)
    expect(lines.slice(1, 3)).toEqual([`AUTH PLAIN ${response}`, response])
    expect(script(log)).toContain('auth C: <secret>')
    expect(JSON.stringify(log)).not.toContain(response)
  })

  test('says AUTH PLAIN in two steps where one line would be longer than RFC 5034 allows', async () => {
    const password = 'x'.repeat(200)
    const play = { capabilities: ['SASL PLAIN'], on: { AUTH: '+ ' } }
    const { lines, evidence } = await visitPlay(play, { settings: { password } })
    expect(evidence).toBeUndefined()
    expect(lines.slice(1, 3)).toEqual(['AUTH PLAIN', plain(USERID, password)])
  })

  test.each([
    ['user name', { userid: 'bob\r\nDELE 1' }],
    ['password', { password: 'a\nb' }],
    ['password with NUL', { password: 'a\0b' }],
  ])('refuses a line break or NUL in the %s before it dials', async (_what, settings) => {
    const { ours } = await visitPlay({}, { settings })
    expect(ours).toBeInstanceOf(TypeError)
    expect(JSON.stringify(ours)).not.toContain('bob')
    expect(server?.connections).toBe(0)
  })
})

describe('what a mailbox lists and shows', () => {
  test('a server without UIDL has numbers and sizes', async () => {
    const { listed, evidence, log } = await visitPlay({ on: { UIDL: '-ERR unknown' } })
    expect(evidence).toBeUndefined()
    expect(listed).toEqual([
      { number: 1, sizeOctets: 35 },
      { number: 2, sizeOctets: 43 },
    ])
    expect(script(log)).toContain('search N: no UIDL: messages are told apart by number')
  })

  test('a server without LIST has no sizes', async () => {
    const { listed, evidence } = await visitPlay({ on: { LIST: '-ERR unknown' } })
    expect(evidence).toBeUndefined()
    expect(listed).toEqual([
      { number: 1, uid: 'uid-1' },
      { number: 2, uid: 'uid-2' },
    ])
  })

  test('unique ids that are equal are left out', async () => {
    const message = { uid: 'same', header: '' }
    const { listed } = await visitPlay({ messages: [message, message, { uid: 'own', header: '' }] })
    expect(listed.map(({ uid }) => uid)).toEqual([undefined, undefined, 'own'])
  })

  test('5,000 messages are listed at once, and none is read', async () => {
    const messages = Array.from({ length: 5000 }, (_, index) => ({
      uid: `uid-${String(index)}`,
      header: 'x',
    }))
    const sizes: number[] = []
    const { lines, elapsedMs, evidence } = await visitPlay(
      { messages },
      { doing: async (session, signal) => void sizes.push((await session.list(signal)).length) },
    )
    expect(evidence).toBeUndefined()
    expect(sizes).toEqual([5000])
    expect(lines.slice(-2)).toEqual(['UIDL', 'LIST'])
    expect(elapsedMs).toBeLessThan(500)
  })

  test('a header comes octet for octet: dots unstuffed, 8-bit and bare LF kept, the body cut off', async () => {
    const header = 'Subject: gr\xfc\xdfe \xff\x80\r\n.\r\n..x\r\nX-Bare: a\nb\r\n'
    const { headers, evidence, log } = await visitPlay({
      on: {
        TOP: (connection) =>
          connection.write(Buffer.from(multiLine('+OK', `${header}\r\nbody\r\n`), 'latin1')),
      },
    })
    expect(evidence).toBeUndefined()
    expect(headers).toEqual([header])
    expect(JSON.stringify(log)).not.toContain('Subject')
  })

  test.each([
    ['no header at all', '\r\nbody\r\n', ''],
    ['nothing', '', ''],
    ['a header without its empty line', 'A: b\r\n', 'A: b\r\n'],
  ])('a message with %s is shown as it is', async (_what, text, header) => {
    const { headers } = await visitPlay({
      on: { TOP: (connection) => connection.write(multiLine('+OK', text)) },
    })
    expect(headers).toEqual([header])
  })
})

describe('a dialogue cut up by the network', () => {
  const play: Play = { capabilities: ['SASL PLAIN', 'UIDL'], on: { AUTH: '+ ' } }
  const expected = ['CAPA', `AUTH PLAIN ${plain(USERID, PASSWORD)}`, plain(USERID, PASSWORD), ...REST]

  test('is understood with every reply cut in two at every place', async () => {
    for (let at = 1; at < 50; at += 1) {
      const { lines, evidence, headers } = await visitPlay({
        ...play,
        send: async (connection, bytes) => {
          connection.socket.setNoDelay(true)
          connection.write(bytes.subarray(0, at))
          await turn()
          await turn()
          connection.write(bytes.subarray(at))
        },
      })
      expect(evidence, `cut at ${String(at)}`).toBeUndefined()
      expect(lines).toEqual(expected)
      expect(headers).toEqual(['From: a@example.com\r\nSubject: one\r\n'])
      await server?.close()
    }
  })

  test('is understood octet by octet', async () => {
    const { lines, evidence } = await visitPlay({
      ...play,
      send: async (connection, bytes) => {
        connection.socket.setNoDelay(true)
        for (const octet of bytes) {
          connection.write(Buffer.from([octet]))
          await turn()
        }
      },
    })
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(expected)
  })
})
