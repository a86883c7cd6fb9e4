import { describe, expect, test } from 'vitest'
import {
  type Reply,
  type ReplyShape,
  replyReader,
} from '../../../../shared/adapters/mail/pop3/reply-reader.ts'

const listing: ReplyShape = { body: { maxOctets: 2000, maxLines: 50 } }

/** One exchange: what is due, what the server sends, what that means. */
interface Row {
  what: string
  shape: ReplyShape
  wire: string
  reply: Reply
}

const body = (text: string, lines: number) => ({ bytes: Buffer.from(text, 'latin1'), lines })

/** Every kind of reply that a session can meet, in the order of a session. */
const SESSION: readonly Row[] = [
  {
    what: 'a greeting with a timestamp',
    shape: {},
    wire: '+OK ready <1896.697170952@mail.example>\r\n',
    reply: { kind: 'ok', text: 'ready <1896.697170952@mail.example>' },
  },
  {
    what: 'a list of capabilities',
    shape: listing,
    wire: '+OK Capability list follows\r\nSASL PLAIN\r\nUIDL\r\n.\r\n',
    reply: { kind: 'ok', text: 'Capability list follows', body: body('SASL PLAIN\r\nUIDL\r\n', 2) },
  },
  { what: 'a bare refusal', shape: listing, wire: '-ERR\r\n', reply: { kind: 'refused', text: '' } },
  {
    what: 'a refusal with a code',
    shape: {},
    wire: '-ERR [IN-USE] Do you have another POP session running?\r\n',
    reply: { kind: 'refused', text: '[IN-USE] Do you have another POP session running?' },
  },
  { what: 'a bare success', shape: {}, wire: '+OK\r\n', reply: { kind: 'ok', text: '' } },
  {
    what: 'an empty challenge',
    shape: { continuation: true },
    wire: '+ \r\n',
    reply: { kind: 'continue', text: '' },
  },
  {
    what: 'a challenge without its blank',
    shape: { continuation: true },
    wire: '+\r\n',
    reply: { kind: 'continue', text: '' },
  },
  {
    what: 'a challenge',
    shape: { continuation: true },
    wire: '+ PDE4OTY+\r\n',
    reply: { kind: 'continue', text: 'PDE4OTY+' },
  },
  {
    what: 'a listing',
    shape: listing,
    wire: '+OK 2 messages\r\n1 whqtswO00WBw418f9t5JxYwZ\r\n2 QhdPYR:00WBw1Ph7x7\r\n.\r\n',
    reply: {
      kind: 'ok',
      text: '2 messages',
      body: body('1 whqtswO00WBw418f9t5JxYwZ\r\n2 QhdPYR:00WBw1Ph7x7\r\n', 2),
    },
  },
  {
    what: 'an empty listing',
    shape: listing,
    wire: '+OK\r\n.\r\n',
    reply: { kind: 'ok', text: '', body: body('', 0) },
  },
  {
    what: 'a header with stuffed dots, lone dots in lines, bare line ends and 8-bit octets',
    shape: listing,
    wire: '+OK\r\n..\r\n...x\r\n.y\r\nSubject: a.\r\n .\n.\n\r.\r \xe9\xff\r\r\n\r\n.\r\n',
    reply: {
      kind: 'ok',
      text: '',
      body: body('.\r\n..x\r\ny\r\nSubject: a.\r\n .\n.\n\r.\r \xe9\xff\r\r\n\r\n', 6),
    },
  },
  {
    what: 'words in UTF-8',
    shape: {},
    wire: Buffer.from('-ERR Benutzer gesperrt – später\r\n').toString('latin1'),
    reply: { kind: 'refused', text: 'Benutzer gesperrt – später' },
  },
  {
    what: 'words in latin1',
    shape: {},
    wire: '-ERR gesch\xfctzt\r\n',
    reply: { kind: 'refused', text: 'geschützt' },
  },
]

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

  test('understands a whole session cut in three at every two places', () => {
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

  const nonsense: readonly { what: string; shape?: ReplyShape; wire: string; reply: Reply }[] = [
    {
      what: 'another protocol',
      wire: '220 mail.example ESMTP\r\n',
      reply: { kind: 'protocol', problem: 'a line that is no POP3 reply', line: '220 mail.example ESMTP' },
    },
    {
      what: 'a word that only begins like a reply',
      wire: '+OKAY\r\n',
      reply: { kind: 'protocol', problem: 'a line that is no POP3 reply', line: '+OKAY' },
    },
    {
      what: 'small letters, which RFC 1939 §3 rules out',
      wire: '+ok\r\n',
      reply: { kind: 'protocol', problem: 'a line that is no POP3 reply', line: '+ok' },
    },
    {
      what: 'an empty line',
      wire: '\r\n',
      reply: { kind: 'protocol', problem: 'a line that is no POP3 reply', line: '' },
    },
    {
      what: 'a challenge that nobody can answer',
      wire: '+ now\r\n',
      reply: { kind: 'protocol', problem: 'a line that is no POP3 reply', line: '+ now' },
    },
    {
      what: 'a line ended by LF alone',
      wire: '+OK ready\n',
      reply: { kind: 'protocol', problem: 'a line that ends without CR', line: '+OK ready' },
    },
    {
      what: 'a line that never ends',
      wire: `+OK ${'x'.repeat(5000)}`,
      reply: { kind: 'protocol', problem: 'a line of more than 4096 octets' },
    },
    {
      what: 'a body of too many lines',
      shape: listing,
      wire: `+OK\r\n${'1 1\r\n'.repeat(51)}`,
      reply: { kind: 'protocol', problem: 'a body of more than 50 lines' },
    },
    {
      what: 'a body line that never ends',
      shape: listing,
      wire: `+OK\r\n${'1'.repeat(2001)}`,
      reply: { kind: 'protocol', problem: 'a body of more than 2000 octets' },
    },
    {
      what: 'a body of too many octets in lines',
      shape: listing,
      wire: `+OK\r\n${`${'1'.repeat(498)}\r\n`.repeat(4)}2`,
      reply: { kind: 'protocol', problem: 'a body of more than 2000 octets' },
    },
  ]

  test.each(nonsense)(
    'calls $what a protocol error, in one piece or octet by octet',
    ({ shape = {}, wire, reply }) => {
      const bytes = Buffer.from(wire, 'latin1')
      for (const chunks of [[bytes], [...bytes].map((octet) => Buffer.from([octet]))]) {
        const reader = replyReader(() => undefined)
        reader.expect(shape)
        const [first] = chunks.flatMap((chunk) => reader.push(chunk))
        expect(first).toEqual(reply)
      }
    },
  )

  test('takes a body of exactly the octets and lines allowed, its end counted in', () => {
    const reader = replyReader(() => undefined)
    reader.expect(listing)
    const lines = `${'1'.repeat(37)}\r\n`.repeat(49)
    expect(reader.push(Buffer.from(`+OK\r\n${lines}${'2'.repeat(84)}\r\n`))).toEqual([])
    expect(reader.unfinishedOctets).toBe(1997)
    expect(reader.push(Buffer.from('.\r\n'))).toMatchObject([{ kind: 'ok', body: { lines: 50 } }])
    expect(reader.unfinishedOctets).toBe(0)
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

  test('reads a body of 8 MB in lines and one of bare LFs without going over it again and again', () => {
    const shape = { body: { maxOctets: 9_000_000, maxLines: 100_000 } }
    const started = performance.now()
    for (const line of [`${'x'.repeat(98)}\r\n`, '\n'.repeat(100)]) {
      const reader = replyReader(() => undefined)
      reader.expect(shape)
      reader.push(Buffer.from('+OK\r\n'))
      const chunk = Buffer.from(line.repeat(100))
      for (let sent = 0; sent < 8_000_000; sent += chunk.length) expect(reader.push(chunk)).toEqual([])
      expect(reader.unfinishedOctets).toBe(8_000_000)
    }
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
