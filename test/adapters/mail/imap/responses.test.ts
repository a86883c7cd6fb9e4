import { describe, expect, test } from 'vitest'

import { lineReader } from '../../../../shared/adapters/mail/imap/line-reader.ts'
import { numberOf, parseResponse, valueIn } from '../../../../shared/adapters/mail/imap/responses.ts'

/** The responses in these octets, one character each. */
const responsesIn = (octets: string) =>
  lineReader()
    .push(Buffer.from(octets, 'latin1'))
    .map((read) => (read.kind === 'line' ? parseResponse(read) : read))

const one = (line: string) => responsesIn(`${line}\r\n`)[0]

describe('a status', () => {
  test.each([
    ['A1 OK', { tag: 'A1', status: 'OK', words: '' }],
    ['A1 ok done', { tag: 'A1', status: 'OK', words: 'done' }],
    ['* BYE', { tag: '*', status: 'BYE', words: '' }],
    ['A12 NO [UNAVAILABLE] later', { tag: 'A12', status: 'NO', code: { name: 'UNAVAILABLE', argument: '' } }],
    ['* OK [uidnext 42] next', { status: 'OK', code: { name: 'UIDNEXT', argument: '42' } }],
    ['* OK [PERMANENTFLAGS (\\Seen \\*)] x', { code: { name: 'PERMANENTFLAGS', argument: '(\\Seen \\*)' } }],
    ['A1 OK [READ-WRITE', { code: { name: 'READ-WRITE', argument: '' } }],
    ['*  OK   two blanks', { tag: '*', status: 'OK', words: 'two blanks' }],
    ['* OK \xc3\xbc', { words: 'ü' }],
    ['* OK \xfc', { words: 'ü' }],
  ])('%j is understood', (line, expected) => {
    expect(one(line)).toMatchObject({ kind: 'status', ...expected })
  })

  test.each(['* OK ready. [QgBZAA==]', 'A1 OK []', 'A1 OK [] x', 'A1 NO ready'])('%j has no code', (line) => {
    expect(one(line)).not.toHaveProperty('code')
  })
})

describe('data', () => {
  test.each([
    ['* 12 EXISTS', { name: 'EXISTS', number: 12, values: [] }],
    ['* search 1 2', { name: 'SEARCH', values: ['1', '2'] }],
    [
      '* LIST (\\HasNoChildren \\Junk) "/" "a \\"b\\" \\\\"',
      { name: 'LIST', values: [['\\HasNoChildren', '\\Junk'], '/', 'a "b" \\'] },
    ],
    ['* LIST () NIL [Gmail]/Spam', { values: [[], undefined, '[Gmail]/Spam'] }],
    ['* LIST () "." bar[baz', { values: [[], '.', 'bar[baz'] }],
    ['* 1 FETCH (UID 7 FLAGS (\\Seen) )', { number: 1, values: [['UID', '7', 'FLAGS', ['\\Seen']]] }],
    [
      '* 1 FETCH (BODY[HEADER.FIELDS (X-A X-B)]<0> "x")',
      { values: [['BODY[HEADER.FIELDS (X-A X-B)]<0>', 'x']] },
    ],
    ['* 1 FETCH (UID 7', { values: [['UID', '7']] }],
    ['* 1 FETCH )))', { number: 1 }],
  ])('%j is understood', (line, expected) => {
    expect(one(line)).toMatchObject({ kind: 'data', ...expected })
  })

  test('of lists that are nested without end is understood as far as anybody nests them', () => {
    expect(one(`* X ${'('.repeat(5000)}`)).toMatchObject({ kind: 'data', name: 'X' })
  })

  test('holds literals, whatever they say', () => {
    const text = 'A1 OK\r\n* BYE\r\n{3}\r\n)'
    const found = responsesIn(
      `* 1 FETCH (BODY[HEADER] {${String(text.length)}}\r\n${text} BODY[TEXT] {0}\r\n UID 7)\r\nA1 OK\r\n`,
    )
    expect(found).toMatchObject([
      { kind: 'data', name: 'FETCH', values: [['BODY[HEADER]', text, 'BODY[TEXT]', '', 'UID', '7']] },
      { kind: 'status', tag: 'A1' },
    ])
  })

  test.each(['{4}\r\nSpam', '{4+}\r\nSpam', '~{4}\r\nSpam', '{0004}\r\nSpam', '{4}\nSpam'])(
    'knows %j for a literal',
    (literal) => {
      expect(one(`* LIST () "/" ${literal}`)).toMatchObject({ values: [[], '/', 'Spam'] })
    },
  )
})

describe('what is no response', () => {
  test.each(['', ' ', '+OK ready', '220 mail.example.test', 'HTTP/1.1 200 OK', '<html>', '*', '* ', 'A1'])(
    '%j is told as it is',
    (line) => {
      expect(one(line)).toMatchObject({ kind: 'strange', line: line.trim() })
    },
  )

  test.each([
    ['+', ''],
    ['+ ', ''],
    ['+ PDE+', 'PDE+'],
  ])('%j goes on', (line, text) => {
    expect(one(line)).toEqual({ kind: 'continue', text })
  })
})

test('what follows a name in a list is found whatever its place, a value that has the name is not', () => {
  const facts = ['FLAGS', ['UID'], 'X', 'UID', 'uid', '7']
  expect(numberOf(valueIn(facts, /^UID$/i))).toBe(7)
  expect(valueIn('UID', /^UID$/i)).toBeUndefined()
})

test.each(['-1', '1e3', '', '0x10', ' 7', '9'.repeat(16), undefined])('%j is no number', (value) => {
  expect(numberOf(value)).toBeUndefined()
})
