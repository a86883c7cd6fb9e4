import { describe, expect, test } from 'vitest'
import { parseCapabilities } from '../../../../shared/adapters/mail/pop3/capabilities.ts'
import { joinListings } from '../../../../shared/adapters/mail/pop3/listing.ts'
import { responseCode } from '../../../../shared/adapters/mail/pop3/response-code.ts'

describe('response codes', () => {
  test.each([
    ['[IN-USE] Do you have another POP session running?', 'IN-USE'],
    ['[SYS/TEMP] try again', 'SYS/TEMP'],
    ['[sys/perm]', 'SYS/PERM'],
    ['[LOGIN-DELAY] minimum time between mail checks is 60 s', 'LOGIN-DELAY'],
    ['[AUTH]Authentication failed.', 'AUTH'],
  ])('%j carries %s', (text, code) => {
    expect(responseCode(text)).toBe(code)
  })

  test.each([
    '',
    'no such user',
    'see [AUTH]',
    ' [AUTH] behind a blank',
    '[]',
    '[AUTH',
    '[A B]',
    '[<secret>] said',
    `[${'A'.repeat(40)}]`,
    '[A/B/C/D/E]',
  ])('%j carries none', (text) => {
    expect(responseCode(text)).toBeUndefined()
  })
})

describe('capabilities', () => {
  const none = { stls: false, top: false, user: false, sasl: [] as string[] }
  test.each([
    [
      'what Dovecot says in the clear',
      'CAPA\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nSTLS\r\nUSER\r\nSASL PLAIN LOGIN\r\n',
      { stls: true, top: true, user: true, sasl: ['PLAIN', 'LOGIN'] },
    ],
    [
      'what Dovecot says where plaintext is refused',
      'CAPA\r\nTOP\r\nUIDL\r\nSTLS\r\nSASL\r\n',
      { stls: true, top: true },
    ],
    [
      'small letters and blanks',
      'stls \r\nsasl\tlogin  plain cram-md5\r\n',
      { stls: true, sasl: ['LOGIN', 'PLAIN', 'CRAM-MD5'] },
    ],
    ['mechanisms on two lines', 'SASL CRAM-MD5\r\nSASL PLAIN\r\n', { sasl: ['CRAM-MD5', 'PLAIN'] }],
    [
      'words that only contain the names',
      'XSTLS\r\nUSERS\r\nSASL PLAIN-CLIENTTOKEN SCRAM-MD5\r\nPLAIN\r\nCRAM-MD5\r\n',
      { sasl: ['PLAIN-CLIENTTOKEN', 'SCRAM-MD5'] },
    ],
    ['nothing', '', {}],
  ])('%s', (_what, body, named) => {
    expect(parseCapabilities(body)).toEqual({ ...none, ...named })
  })
})

describe('listings', () => {
  test('UIDL and LIST make one list, in the order of the server', () => {
    const uidl = [
      ['3', 'c'],
      ['1', 'a'],
    ]
    const list = [
      ['1', '100'],
      ['2', '200'],
      ['3', '300'],
    ]
    expect(joinListings(uidl, list)).toEqual({
      messages: [
        { number: 3, key: 'c 300', sizeOctets: 300 },
        { number: 1, key: 'a 100', sizeOctets: 100 },
        { number: 2, sizeOctets: 200 },
      ],
      strange: 0,
    })
  })

  test('either may be absent', () => {
    expect(joinListings([['1', 'a']], undefined).messages).toEqual([{ number: 1, key: 'a' }])
    expect(joinListings(undefined, [['1', '10']]).messages).toEqual([{ number: 1, sizeOctets: 10 }])
  })

  test.each([
    ['given to two messages', 'x', 'x', {}, {}],
    ['empty', '', 'y', {}, { key: 'y' }],
    ['of 70 characters, the most allowed', 'u'.repeat(70), '~!', { key: 'u'.repeat(70) }, { key: '~!' }],
    ['of 71 characters', 'u'.repeat(71), 'y', {}, { key: 'y' }],
    ['with a control character or an 8-bit octet', 'a\x07', 'b\xe9', {}, {}],
  ])('a unique id %s counts as RFC 1939 §7 says', (_what, first, second, one, two) => {
    const rows = [
      ['1', first],
      ['2', second],
    ]
    expect(joinListings(rows, undefined).messages).toEqual([
      { number: 1, ...one },
      { number: 2, ...two },
    ])
  })

  test('lines without a message number of their own are counted and left out', () => {
    const rows = [
      ['x', 'a'],
      ['0', 'b'],
      ['-1', 'c'],
      ['1e3', 'd'],
      ['1', 'e'],
      ['1', 'f'],
      ['99999999999', 'g'],
      [],
    ]
    expect(joinListings(rows, undefined)).toEqual({ messages: [{ number: 1, key: 'e' }], strange: 7 })
  })

  test('blanks in a row are no words, further words are ignored, a size that is none is unknown', () => {
    const list = [
      ['1', '', '120', 'x'],
      ['2', 'big'],
      ['3', '-5'],
    ]
    expect(joinListings([['', '1', '', 'a', 'b']], list).messages).toEqual([
      { number: 1, key: 'a 120', sizeOctets: 120 },
      { number: 2 },
      { number: 3 },
    ])
  })
})
