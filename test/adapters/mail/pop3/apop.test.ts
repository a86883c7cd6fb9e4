import { describe, expect, test } from 'vitest'
import { apopDigest, timestampOf } from '../../../../shared/adapters/mail/pop3/apop.ts'

describe('APOP', () => {
  test('gives the digest that stands in RFC 1939 §7', () => {
    const timestamp = timestampOf('+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>'.slice(4)) ?? ''
    expect(apopDigest(timestamp, 'tanstaaf')).toBe('c4c9334bac560ecc979e58001b3e22fb')
  })

  test.each([
    ['ready <1896.697170952@dbc.mtview.ca.us>', '<1896.697170952@dbc.mtview.ca.us>'],
    ['<a@b> and <c@d>', '<a@b>'],
    ['<pop.example.test> Cyrus <17.1@pop>', '<17.1@pop>'],
    ['ready<1@x>.', '<1@x>'],
  ])('finds the timestamp in %j', (greeting, timestamp) => {
    expect(timestampOf(greeting)).toBe(timestamp)
  })

  test.each([
    '',
    'ready',
    'ready <1896.697170952>',
    'ready <@pop.example.test>',
    'ready <1896@>',
    'ready <1896@pop',
    'ready 1896@pop>',
    'ready <18 96@pop>',
    'ready <1896@pöp>',
    'ready <18\x0096@pop>',
    'ready <18\x7f96@pop>',
    'ready <1@2@3>',
    `ready <${'1'.repeat(300)}@pop>`,
  ])('finds none in %j', (greeting) => {
    expect(timestampOf(greeting)).toBeUndefined()
  })
})
