import { describe, expect, test } from 'vitest'
import { issueCertificate } from '../../../support/servers/certificates.ts'
import { multiLine } from '../../../support/servers/pop3-play.ts'
import { USERID, script } from './pop3-visit.ts'
import { LOGIN, REST, visitPlay } from './visit-play.ts'

const WITH_STLS = ['TOP', 'UIDL', 'USER', 'STLS']

describe('a session in which all goes well', () => {
  test('over pop3, with its whole log', async () => {
    const { lines, evidence, listed, headers, times, log } = await visitPlay({})
    expect(evidence).toBeUndefined()
    expect(lines).toEqual(['CAPA', ...LOGIN, ...REST])
    expect(listed).toEqual([
      { number: 1, key: 'uid-1 35', sizeOctets: 35 },
      { number: 2, key: 'uid-2 43', sizeOctets: 43 },
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

  test('with any certificate where verify is false', async () => {
    const stranger = issueCertificate({ names: ['other.test'] })
    const { evidence, log } = await visitPlay(
      { capabilities: WITH_STLS, certificate: stranger },
      { settings: { tls: { mode: 'required', verify: false } } },
    )
    expect(evidence).toBeUndefined()
    expect(script(log).join('\n')).toContain('let pass, as configured')
  })

  test('where nothing is deleted QUIT belongs to no phase', async () => {
    const { lines, evidence, times } = await visitPlay({ messages: [] })
    expect(evidence).toBeUndefined()
    expect(lines.slice(-3)).toEqual(['UIDL', 'LIST', 'QUIT'])
    expect(times).not.toHaveProperty('delete')
  })
})

test('a session is over with its look: QUIT ends it, and news are waited for without one', async () => {
  const waited: unknown[] = []
  const { lines, evidence, log } = await visitPlay(
    {},
    {
      doing: async (session, signal) => {
        await session.settle(signal)
        waited.push(await session.news(1, signal), await session.news(60_000, AbortSignal.abort()))
        await expect(session.list(signal)).rejects.toMatchObject({ evidence: { kind: 'connection-lost' } })
      },
    },
  )
  expect(evidence).toBeUndefined()
  expect(waited).toEqual(['over', 'over'])
  expect(lines).toEqual(['CAPA', ...LOGIN, 'QUIT'])
  expect(script(log).at(-1)).toBe('auth S: +OK bye')
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
      { number: 1, key: 'uid-1' },
      { number: 2, key: 'uid-2' },
    ])
  })

  test('unique ids that are equal are left out', async () => {
    const message = { uid: 'same', header: '' }
    const { listed } = await visitPlay({ messages: [message, message, { uid: 'own', header: '' }] })
    expect(listed.map(({ key }) => key)).toEqual([undefined, undefined, 'own 0'])
  })

  test('5,000 messages are listed at once, and none is read', async () => {
    const messages = Array.from({ length: 5000 }, (_, index) => ({
      uid: `uid-${String(index)}`,
      header: 'x',
    }))
    const sizes: number[] = []
    const { lines, elapsedMs, evidence } = await visitPlay(
      { messages },
      { doing: async (session, signal) => void sizes.push([...(await session.list(signal))].length) },
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
