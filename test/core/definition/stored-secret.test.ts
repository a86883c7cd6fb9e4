import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { canonicalHost } from '../../../shared/core/definition/fields/host-name.ts'
import { parseStoredSecret, storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { longTest } from '../../support/thorough.ts'

const host = fc.oneof(
  fc.domain().map((name) => name.toLowerCase()),
  fc.ipV4(),
  fc.ipV6().map((address) => canonicalHost(address) ?? '::1'),
)
const bound = fc.record({
  hosts: fc.array(host, { minLength: 1, maxLength: 20 }),
  value: fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
})
const CLAIM = /roundtrip-secret:/i

longTest('what is stored with hosts is read as it was, whatever the password', () => {
  fc.assert(
    fc.property(bound, (secret) => {
      expect(parseStoredSecret(storedSecretText(secret))).toEqual({ kind: 'bound', ...secret })
    }),
  )
})

test('every other text is a bare password, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      fc.pre(!CLAIM.test(value))
      expect(parseStoredSecret(value)).toEqual({ kind: 'bare', value })
    }),
  )
  for (const value of [
    '',
    'roundtrip-secret',
    'roundtrip-secrets:1',
    '{"hosts":"a","value":"b"}',
    'my roundtrip-secret: x',
  ]) {
    expect(parseStoredSecret(value)).toEqual({ kind: 'bare', value })
  }
})

test('a stored text that was cut, or changed in one place, is never taken for a bare password', () => {
  fc.assert(
    fc.property(bound, fc.nat(), fc.string({ maxLength: 3 }), (secret, at, inserted) => {
      const text = storedSecretText(secret)
      const behind = 'roundtrip-secret:'.length + (at % (text.length - 'roundtrip-secret:'.length))
      for (const changed of [
        text.slice(0, behind),
        text.slice(0, behind) + inserted + text.slice(behind + 1),
      ])
        expect(parseStoredSecret(changed).kind).not.toBe('bare')
    }),
  )
})

test('nor is one of which the beginning was left out', () => {
  fc.assert(
    fc.property(bound, fc.nat('roundtrip-secret:1:'.length), (secret, at) => {
      const text = storedSecretText(secret).slice(at)
      for (const copied of [text, JSON.stringify(text)])
        expect(parseStoredSecret(copied).kind).toBe(
          copied === storedSecretText(secret) ? 'bound' : 'unreadable',
        )
    }),
  )
})

const GOOD = storedSecretText({ hosts: ['mail.example.com'], value: 'hunter2' })
const body = (text: unknown) => `roundtrip-secret:1:${JSON.stringify(text)}`

describe('what is meant as one and is none is unreadable, and its problem quotes nothing', () => {
  test.each([
    ['the prefix alone', 'roundtrip-secret:'],
    ['no form', GOOD.replace(':1:', ':')],
    ['form 0', GOOD.replace(':1:', ':0:')],
    ['other case', GOOD.replace('roundtrip', 'Roundtrip')],
    ['a blank before it', ` ${GOOD}`],
    ['a byte order mark before it', `\uFEFF${GOOD}`],
    ['quotes around it', `"${GOOD}"`],
    ['JSON around it', JSON.stringify({ SecretString: GOOD })],
    ['a name before it', `PASSWORD=${GOOD}`],
    ['a missing brace', GOOD.slice(0, -1)],
    ['something behind it', `${GOOD}x`],
    ['no hosts', body({ value: 'hunter2' })],
    ['an empty list of hosts', body({ hosts: [], value: 'hunter2' })],
    [
      'too many hosts',
      body({ hosts: Array.from({ length: 21 }, (_, i) => `m${i}.example`), value: 'hunter2' }),
    ],
    ['a host that is none', body({ hosts: ['mail.example.com', '*'], value: 'hunter2' })],
    ['a wildcard', body({ hosts: ['*.example.com'], value: 'hunter2' })],
    ['a host with its port', body({ hosts: ['mail.example.com:995'], value: 'hunter2' })],
    ['hosts in one text', body({ hosts: 'mail.example.com', value: 'hunter2' })],
    ['no value', body({ hosts: ['mail.example.com'] })],
    ['an empty value', body({ hosts: ['mail.example.com'], value: '' })],
    ['a number for a value', body({ hosts: ['mail.example.com'], value: 7 })],
    ['one more field', body({ hosts: ['mail.example.com'], value: 'hunter2', userid: 'a' })],
  ])('%s', (_, text) => {
    const read = parseStoredSecret(text)
    expect(read).toMatchObject({
      kind: 'unreadable',
      problem: expect.stringMatching(/cannot be read as one$/) as unknown,
    })
    expect(JSON.stringify(read)).not.toMatch(/hunter2|example/)
  })

  test('a form to come says which version it takes', () => {
    expect(parseStoredSecret(GOOD.replace(':1:', ':2:'))).toEqual({
      kind: 'unreadable',
      problem: 'was stored by a newer version of Roundtrip (form 2); deploy that version',
    })
  })
})

test('a line end behind it, and hosts as people write them, are put up with', () => {
  const written = body({ hosts: ['Mail.Example.COM.', '[2001:DB8:0:0::1]'], value: 'hunter2' })
  expect(parseStoredSecret(`${written}\n`)).toEqual({
    kind: 'bound',
    hosts: ['mail.example.com', '2001:db8::1'],
    value: 'hunter2',
  })
})

test.each([
  ['MAIL.example.com.', 'mail.example.com'],
  ['192.0.2.1', '192.0.2.1'],
  ['[2001:DB8::1]', '2001:db8::1'],
  ['2001:db8:0:0:0:0:0:1', '2001:db8::1'],
  ['mail.example.com..', undefined],
  ['mail..example.com', undefined],
  ['.', undefined],
  ['', undefined],
  ['*.example.com', undefined],
  ['mail.example.com:995', undefined],
  ['pop3://mail.example.com', undefined],
  ['[mail.example.com]', undefined],
  ['bücher.example', undefined],
  ['a b', undefined],
])('the host %j is compared as %j', (text, host) => {
  expect(canonicalHost(text)).toBe(host)
})
