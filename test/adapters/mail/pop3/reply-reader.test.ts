import { describe, expect, test } from 'vitest'
import {
  type Reply,
  type ReplyShape,
  replyReader,
} from '../../../../shared/adapters/mail/pop3/reply-reader.ts'
import { longTest } from '../../../support/thorough.ts'

const listing: ReplyShape = { body: { first: 2000, most: 2000 } }

const ok = (text: string, bytes = '', lines?: number, octets = bytes.length): Reply => ({
  kind: 'ok',
  text,
  ...(lines !== undefined && { body: { text: bytes, lines, octets } }),
})
const refused = (text: string): Reply => ({ kind: 'refused', text })
const challenge = (text: string): Reply => ({ kind: 'continue', text })
const sasl: ReplyShape = { continuation: true }

const TWO_IDS = '1 whqtswO00WBw418f9t5JxYwZ\r\n2 QhdPYR:00WBw1Ph7x7\r\n'
const IN_USE = '[IN-USE] Do you have another POP session running?'

/**
 * Every kind of reply that a session can meet, in the order of a session: what is due, what the server sends,
 * what that means.
 */
const SESSION = (
  [
    [
      'a greeting with a timestamp',
      {},
      '+OK ready <1896.697170952@mail.example>\r\n',
      ok('ready <1896.697170952@mail.example>'),
    ],
    [
      'a list of capabilities',
      listing,
      '+OK Capability list follows\r\nSASL PLAIN\r\nUIDL\r\n.\r\n',
      ok('Capability list follows', 'SASL PLAIN\r\nUIDL\r\n', 2),
    ],
    ['a refusal in the words of hMailServer', {}, '+ERR Failed to fetch\r\n', refused('Failed to fetch')],
    ['a refusal that ends in a bare LF', {}, '-ERR chdir Maildir failed\n', refused('chdir Maildir failed')],
    ['a listing in bare LFs', listing, '+OK\r\n1 a\n2 b\n.\n', ok('', '1 a\n2 b\n', 2)],
    ['an empty listing in bare LFs', listing, '+OK\n.\n', ok('', '', 0)],
    ['bare LFs, but for the last line', listing, '+OK\r\n1 a\n..\n.\r\n', ok('', '1 a\n.\n', 2, 7)],
    [
      'lone dots between bare line ends, and what would be a refusal',
      listing,
      '+OK\r\nA: b\r\na\n.\r\n-ERR forged\r\nb\n.\nc\r\n.\nd\r\n.\r\n',
      ok('', 'A: b\r\na\n.\r\n-ERR forged\r\nb\n.\nc\r\n\nd\r\n', 4, 36),
    ],
    ['a bare refusal', listing, '-ERR\r\n', refused('')],
    ['a refusal with a code', {}, `-ERR ${IN_USE}\r\n`, refused(IN_USE)],
    ['a bare success', {}, '+OK\r\n', ok('')],
    ['an empty challenge', sasl, '+ \r\n', challenge('')],
    ['a challenge without its blank', sasl, '+\r\n', challenge('')],
    ['a challenge', sasl, '+ PDE4OTY+\r\n', challenge('PDE4OTY+')],
    ['a listing', listing, `+OK 2 messages\r\n${TWO_IDS}.\r\n`, ok('2 messages', TWO_IDS, 2)],
    ['an empty listing', listing, '+OK\r\n.\r\n', ok('', '', 0)],
    [
      'a header with stuffed dots, lone dots in lines, bare line ends and 8-bit octets',
      listing,
      '+OK\r\n..\r\n...x\r\n.y\r\nSubject: a.\r\n .\n.\n\r.\r \xe9\xff\r\r\n\r\n.\r\n',
      ok('', '.\r\n..x\r\ny\r\nSubject: a.\r\n .\n.\n\r.\r \xe9\xff\r\r\n\r\n', 6, 43),
    ],
    [
      'words in UTF-8',
      {},
      Buffer.from('-ERR Benutzer gesperrt – später\r\n').toString('latin1'),
      refused('Benutzer gesperrt – später'),
    ],
    ['words in latin1', {}, '-ERR gesch\xfctzt\r\n', refused('geschützt')],
  ] satisfies [string, ReplyShape, string, Reply][]
).map(([what, shape, wire, reply]) => ({ what, shape, wire, reply }))

type Cut = (bytes: Buffer) => readonly Buffer[]

/** Feeds a whole session, each reply cut up by `cut`, and gives back what was understood. */
function readSession(cut: Cut): { replies: readonly (readonly Reply[])[]; heard: readonly string[] } {
  const heard: string[] = []
  const reader = replyReader((line) => heard.push(line))
  const replies = SESSION.map(({ shape, wire }) => {
    reader.expect(shape)
    return cut(Buffer.from(wire, 'latin1')).flatMap((chunk) => reader.push(chunk))
  })
  return { replies, heard }
}

const understood = SESSION.map(({ reply }) => [reply])
const statusLines = readSession((bytes) => [bytes]).heard

describe('the reply reader', () => {
  test.each(SESSION)('understands $what', ({ shape, wire, reply }) => {
    const reader = replyReader(() => undefined)
    reader.expect(shape)
    expect(reader.push(Buffer.from(wire, 'latin1'))).toEqual([reply])
  })

  test('hears one status line per reply', () => {
    expect(statusLines).toHaveLength(SESSION.length)
    expect(statusLines[1]).toBe('+OK Capability list follows')
  })

  const longest = Math.max(...SESSION.map(({ wire }) => wire.length))
  test(`understands a whole session cut in two at each of its ${String(longest)} places`, () => {
    for (let at = 0; at <= longest; at += 1) {
      const session = readSession((bytes) => [bytes.subarray(0, at), bytes.subarray(at)])
      expect(session.replies, `cut at ${String(at)}`).toEqual(understood)
      expect(session.heard).toEqual(statusLines)
    }
  })

  longTest('understands a whole session cut in three at every two places', () => {
    for (const { shape, wire, reply } of SESSION) {
      const bytes = Buffer.from(wire, 'latin1')
      for (let first = 0; first < bytes.length; first += 1) {
        for (let second = first; second <= bytes.length; second += 1) {
          const reader = replyReader(() => undefined)
          reader.expect(shape)
          const chunks = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)]
          const replies = chunks.flatMap((chunk) => reader.push(chunk))
          expect(replies, `cut at ${String(first)} and ${String(second)}`).toEqual([reply])
        }
      }
    }
  })

  test('understands a whole session octet by octet', () => {
    const session = readSession((bytes) => [...bytes].map((octet) => Buffer.from([octet])))
    expect(session.replies).toEqual(understood)
    expect(session.heard).toEqual(statusLines)
  })

  const NO_POP3 = 'a line that is no POP3 reply'
  const nonsense: [what: string, wire: string, problem: string, line?: string][] = [
    ['another protocol', '220 mail.example ESMTP\r\n', NO_POP3, '220 mail.example ESMTP'],
    ['a word that only begins like a reply', '+OKAY\r\n', NO_POP3, '+OKAY'],
    ['an empty line', '\r\n', NO_POP3, ''],
    ['a challenge that nobody can answer', '+ now\r\n', NO_POP3, '+ now'],
    ['a line that never ends', `+OK ${'x'.repeat(5000)}`, 'a line of more than 4096 octets'],
  ]
  const endless: typeof nonsense = [
    ['a body line that never ends', `+OK\r\n${'1'.repeat(2001)}`, 'a body of more than 2000 octets'],
    [
      'a body of too many octets in lines',
      `+OK\r\n${`${'1'.repeat(498)}\r\n`.repeat(4)}2`,
      'a body of more than 2000 octets',
    ],
  ]
  const strange = [
    ...nonsense.map((row) => ({ row, shape: {} })),
    ...endless.map((row) => ({ row, shape: listing })),
  ]
  test.each(strange)('calls $row.0 a protocol error, in one piece or octet by octet', ({ row, shape }) => {
    const [, wire, problem, line] = row
    const bytes = Buffer.from(wire, 'latin1')
    for (const chunks of [[bytes], [...bytes].map((octet) => Buffer.from([octet]))]) {
      const reader = replyReader(() => undefined)
      reader.expect(shape)
      const [first] = chunks.flatMap((chunk) => reader.push(chunk))
      const bound = 'body' in shape && { isBound: true }
      expect(first).toEqual({ kind: 'protocol', problem, ...(line !== undefined && { line }), ...bound })
    }
  })

  test('takes a body of exactly the octets allowed, its end counted in', () => {
    const reader = replyReader(() => undefined)
    reader.expect(listing)
    const lines = `${'1'.repeat(37)}\r\n`.repeat(49)
    expect(reader.push(Buffer.from(`+OK\r\n${lines}${'2'.repeat(84)}\r\n`))).toEqual([])
    expect(reader.unfinishedOctets).toBe(1997)
    expect(reader.push(Buffer.from('.\r\n'))).toMatchObject([{ kind: 'ok', body: { lines: 50 } }])
    expect(reader.unfinishedOctets).toBe(0)
  })

  test('rests at a dot that may be the end until something follows, or nothing does', () => {
    const reader = replyReader(() => undefined)
    reader.expect(listing)
    expect(reader.push(Buffer.from('+OK\r\nA: b\r\n.\n'))).toEqual([])
    expect(reader.restsAtDot).toBe(true)
    expect(reader.push(Buffer.from('c\r\n.\n'))).toEqual([])
    expect(reader.restsAtDot).toBe(true)
    expect(reader.conclude()).toEqual(ok('', 'A: b\r\n\nc\r\n', 2, 11))
    expect(reader.restsAtDot).toBe(false)
  })

  test('keeps both ends of a long body in whole lines, and counts what it drops', () => {
    const reader = replyReader(() => undefined)
    reader.expect({ body: { first: 10, last: 10, most: 1000 } })
    const rows = Array.from({ length: 50 }, (_, index) => `${String(index)} x\r\n`)
    const replies = rows.flatMap((row) => reader.push(Buffer.from(row === '0 x\r\n' ? `+OK\r\n${row}` : row)))
    expect(replies).toEqual([])
    const octets = rows.join('').length
    expect(reader.push(Buffer.from('.\r\n'))).toEqual([ok('', '0 x\r\n1 x\r\n49 x\r\n', 50, octets)])
  })

  test('delivers a reply, then complains about what came after it', () => {
    const reader = replyReader(() => undefined)
    reader.expect({})
    expect(reader.push(Buffer.from('+OK one\r\n+OK two\r\n'))).toEqual([
      { kind: 'ok', text: 'one' },
      { kind: 'protocol', problem: 'bytes that nobody asked for', line: '+OK two' },
    ])
  })

  test('complains once about a whole page of another protocol', () => {
    const heard: string[] = []
    const reader = replyReader((line) => heard.push(line))
    reader.expect({})
    expect(reader.push(Buffer.from('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n'))).toHaveLength(1)
    expect(heard).toEqual(['HTTP/1.1 400 Bad Request'])
  })

  test('complains about the first octet that nobody asked for', () => {
    const heard: string[] = []
    const reader = replyReader((line) => heard.push(line))
    expect(reader.push(Buffer.from('-'))).toEqual([
      { kind: 'protocol', problem: 'bytes that nobody asked for' },
    ])
    expect(heard).toEqual([])
  })

  longTest('reads a body of 8 MB in lines and one of bare LFs without going over it again and again', () => {
    // In proportion it would be four times as much, going over it again and again sixteen times.
    const small = cpuTimeOf(2_000_000)
    expect(cpuTimeOf(8_000_000)).toBeLessThan(8 * small)
  })

  function cpuTimeOf(octets: number): number {
    const started = process.cpuUsage()
    for (const line of [`${'x'.repeat(98)}\r\n`, '\n'.repeat(100)]) {
      const reader = replyReader(() => undefined)
      reader.expect({ body: { first: 9_000_000, most: 9_000_000 } })
      reader.push(Buffer.from('+OK\r\n'))
      const chunk = Buffer.from(line.repeat(100))
      for (let sent = 0; sent < octets; sent += chunk.length) expect(reader.push(chunk)).toEqual([])
      expect(reader.unfinishedOctets).toBe(octets)
    }
    return process.cpuUsage(started).user
  }
})
