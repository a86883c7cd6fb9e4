import { describe, expect, test } from 'vitest'
import { parseCapabilities } from '../../../../shared/adapters/mail/pop3/capabilities.ts'
import { joinListings } from '../../../../shared/adapters/mail/pop3/listing.ts'
import { responseCode } from '../../../../shared/adapters/mail/pop3/response-code.ts'
import { longTest } from '../../../support/thorough.ts'

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

/** What the two listings come to, given as lines. */
function joined(uidl: readonly string[] | undefined, list?: readonly string[]) {
  const body = (lines: readonly string[] | undefined) => lines?.map((line) => `${line}\r\n`).join('')
  const { messages, strange } = joinListings(body(uidl), body(list))
  expect(messages.length).toBe([...messages].length)
  return { messages: [...messages], strange }
}

describe('listings', () => {
  test('UIDL and LIST make one list, in the order of the server', () => {
    expect(joined(['3 c', '1 a'], ['1 100', '2 200', '3 300'])).toEqual({
      messages: [
        { number: 3, key: 'c 300', sizeOctets: 300 },
        { number: 1, key: 'a 100', sizeOctets: 100 },
        { number: 2, sizeOctets: 200 },
      ],
      strange: 0,
    })
  })

  test('either may be absent', () => {
    expect(joined(['1 a']).messages).toEqual([{ number: 1, key: 'a' }])
    expect(joined(undefined, ['1 10']).messages).toEqual([{ number: 1, sizeOctets: 10 }])
  })

  longTest('of a very long one both ends are told', () => {
    const { messages } = joined(Array.from({ length: 100_010 }, (_, index) => `${index + 1} u${index + 1}`))
    expect(messages).toHaveLength(100_000)
    expect([messages[49_999]?.key, messages[50_000]?.key]).toEqual(['u50000', 'u50011'])
  })

  test.each([
    ['given to two messages', 'x', 'x', {}, {}],
    ['empty', '', 'y', {}, { key: 'y' }],
    ['of 70 characters, the most allowed', 'u'.repeat(70), '~!', { key: 'u'.repeat(70) }, { key: '~!' }],
    ['of 71 characters', 'u'.repeat(71), 'y', {}, { key: 'y' }],
    ['with a control character or an 8-bit octet', 'a\x07', 'b\xe9', {}, {}],
  ])('a unique id %s counts as RFC 1939 §7 says', (_what, first, second, one, two) => {
    expect(joined([`1 ${first}`, `2 ${second}`]).messages).toEqual([
      { number: 1, ...one },
      { number: 2, ...two },
    ])
  })

  test('lines without a message number of their own are counted and left out', () => {
    const rows = ['x a', '0 b', '-1 c', '1e3 d', '1 e', '1 f', '99999999999 g', '']
    expect(joined(rows)).toEqual({ messages: [{ number: 1, key: 'e' }], strange: 7 })
    expect(joined(['4000000000 a', '7 b']).messages.map(({ number }) => number)).toEqual([4_000_000_000, 7])
  })

  test('blanks in a row are no words, further words are ignored, a size that is none is unknown', () => {
    expect(joined([' 1  a b'], ['1  120 x', '2 big', '3 -5']).messages).toEqual([
      { number: 1, key: 'a 120', sizeOctets: 120 },
      { number: 2 },
      { number: 3 },
    ])
  })
})
