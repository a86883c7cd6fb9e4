import { describe, expect, test } from 'vitest'
import { PASSWORD, USERID, script } from './pop3-visit.ts'
import { REST, visitPlay } from './visit-play.ts'

const plain = (userid: string, password: string) => Buffer.from(`\0${userid}\0${password}`).toString('base64')

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
    const { ours, connections } = await visitPlay({}, { settings })
    expect(ours).toBeInstanceOf(TypeError)
    expect(JSON.stringify(ours)).not.toContain('bob')
    expect(connections).toBe(0)
  })
})
