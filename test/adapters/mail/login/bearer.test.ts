import { describe, expect, test } from 'vitest'

import { bearer } from '../../../../shared/adapters/mail/login/bearer.ts'
import { OutOfTurn } from '../../../../shared/adapters/mail/login/exchange.ts'

const PLACE = { host: 'imap.example.test', port: 993 }
const decoded = (text: string) => Buffer.from(text, 'base64').toString()

function exchangeOf(mechanism: 'XOAUTH2' | 'OAUTHBEARER', userid = 'probe@example.test') {
  const quoted: string[] = []
  const dialogue = { safe: (text: string) => text, quote: (text: string) => void quoted.push(text) }
  return { quoted, ...bearer(mechanism, { userid, token: 'ya29.token' }, PLACE, dialogue) }
}

/** What is answered to a challenge, and what a refusal behind it tells. */
async function answerTo(challenge: string, mechanism: 'XOAUTH2' | 'OAUTHBEARER' = 'XOAUTH2') {
  const { turns, toldByRefusal, quoted } = exchangeOf(mechanism)
  await turns[0]?.('')
  return { answer: await turns[1]?.(challenge), told: toldByRefusal?.(), quoted }
}

describe('what is said', () => {
  test('is user and token, parted by control-A, by XOAUTH2', async () => {
    expect(decoded((await exchangeOf('XOAUTH2').turns[0]?.('')) ?? '')).toBe(
      'user=probe@example.test\x01auth=Bearer ya29.token\x01\x01',
    )
  })

  test('is a GS2 header, the place and the token by OAUTHBEARER (RFC 7628 §4.1)', async () => {
    expect(decoded((await exchangeOf('OAUTHBEARER').turns[0]?.('')) ?? '')).toBe(
      'n,a=probe@example.test,\x01host=imap.example.test\x01port=993\x01auth=Bearer ya29.token\x01\x01',
    )
  })

  test('holds no comma or equals sign of a user name by OAUTHBEARER (RFC 5801 §4)', async () => {
    const said = decoded((await exchangeOf('OAUTHBEARER', 'a,b=c').turns[0]?.('')) ?? '')
    expect(said.startsWith('n,a=a=2Cb=3Dc,\x01')).toBe(true)
  })
})

describe('the reason of a refusal', () => {
  const rows: [what: string, json: string, told: string | undefined][] = [
    [
      'of Gmail',
      '{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}',
      'status 400, scope https://mail.google.com/',
    ],
    [
      'of Gmail, by OAUTHBEARER (enough_mail 234)',
      '{"status":"invalid_request","scope":"https://mail.google.com/"}',
      'status invalid_request, scope https://mail.google.com/',
    ],
    [
      'of Dovecot',
      '{"status":"invalid_token","schemes":"bearer","scope":"mail"}',
      'status invalid_token, scope mail',
    ],
    [
      'of RFC 7628 §4.3',
      '{"status":"invalid_token","openid-configuration":"https://example.com/.well-known/openid-configuration"}',
      'status invalid_token',
    ],
    ['whose status is a number', '{"status":401}', 'status 401'],
    ['that says neither', '{"error":"no"}', undefined],
    ['that is no object', '["status"]', undefined],
    ['that is null', 'null', undefined],
    ['whose status is one', '{"status":{"a":1}}', undefined],
    ['that is no JSON', 'sorry', undefined],
    ['that is nothing', '', undefined],
    ['without end', `{"status":"${'x'.repeat(5000)}"}`, undefined],
  ]
  test.each(rows)('%s is answered whatever it is, and told', async (_what, json, told) => {
    const challenge = Buffer.from(json).toString('base64')
    const old = await answerTo(challenge)
    expect(old.answer).toBe('')
    expect(old.told).toEqual([...(told === undefined ? [] : [told]), 'login by XOAUTH2'])
    expect(old.quoted).toEqual(told === undefined ? [] : [`the server says why: ${told}`])
    const standard = await answerTo(challenge, 'OAUTHBEARER')
    expect(standard.answer).toBe('AQ==')
    expect(standard.told?.at(-1)).toBe('login by OAUTHBEARER')
  })

  test('is cut where it is long', async () => {
    const { told } = await answerTo(Buffer.from(`{"scope":"${'long '.repeat(200)}"}`).toString('base64'))
    expect(told?.[0]).toHaveLength(120)
  })
})

test.each([0, 2])('a grant after %i turns is no login', (taken) => {
  expect(() => exchangeOf('XOAUTH2').granted(taken, '')).toThrow(OutOfTurn)
  expect(() => exchangeOf('XOAUTH2').granted(1, '')).not.toThrow()
})
