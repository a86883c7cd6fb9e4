import { describe, expect, test } from 'vitest'

import { scramLogin } from '../../../../shared/adapters/mail/login/scram.ts'

const USER = { userid: 'user', password: 'pencil' }
const base64 = (text: string) => Buffer.from(text).toString('base64')
const text = (base64Text = '') => Buffer.from(base64Text, 'base64').toString()

describe.each([
  {
    mechanism: 'SCRAM-SHA-1' as const,
    source: 'RFC 5802 §5',
    nonce: 'fyko+d2lbbFgONRv9qkxdawL',
    challenge: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    proof: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    final: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    mechanism: 'SCRAM-SHA-256' as const,
    source: 'RFC 7677 §3',
    nonce: 'rOprNGfwEbeRWgbNEkqO',
    challenge: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    proof:
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    final: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
])('$mechanism', ({ mechanism, source, nonce, challenge, proof, final }) => {
  test(`makes the exchange of ${source}`, async () => {
    const login = scramLogin(mechanism, USER, nonce)
    expect(text(login.first)).toBe(`n,,n=user,r=${nonce}`)
    expect(text(await login.answer(base64(challenge)))).toBe(proof)
    expect(login.isProven(base64(final))).toBe(true)
    expect(login.isProven(base64(final.replace('v=', 'v=A')))).toBe(false)
  })

  test.each([
    ['another nonce', challenge.replace(nonce, 'x'.repeat(nonce.length))],
    ['our nonce alone', challenge.replace(/^r=[^,]*/, `r=${nonce}`)],
    ['no salt', challenge.replace(/,s=[^,]*/, '')],
    ['iterations beyond all reason', challenge.replace('i=4096', 'i=9999999')],
    ['no iterations', challenge.replace('i=4096', 'i=0')],
    ['an extension that must be understood', `m=x,${challenge}`],
    ['nothing', ''],
  ])('answers nothing to %s', async (_what, said) => {
    expect(await scramLogin(mechanism, USER, nonce).answer(base64(said))).toBeUndefined()
  })

  test('believes no server before it was asked', () => {
    expect(scramLogin(mechanism, USER, nonce).isProven(base64(final))).toBe(false)
  })
})

test('a comma or an equals sign in a name is escaped', () => {
  expect(text(scramLogin('SCRAM-SHA-1', { userid: 'a,b=c', password: '' }, 'n').first)).toBe(
    'n,,n=a=2Cb=3Dc,r=n',
  )
})
