import { describe, expect, test } from 'vitest'

import { redactHeard } from '../../../shared/core/redaction/heard.ts'
import { type SentSecrets, sentSecrets } from '../../../shared/core/redaction/sent-secrets.ts'
import { knownWords } from '../../../shared/core/redaction/vocabulary.ts'
import { ENCODINGS } from './encodings.ts'
import { someOf } from '../../support/thorough.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

const known = knownWords()
known.add('probe@example.test mail.example.test')
const sentOnce = new Map<string, SentSecrets>()

function sentBy(password: string): SentSecrets {
  const sent = sentOnce.get(password) ?? sentSecrets()
  sent.add(password, base64(`\0probe\0${password}`))
  sentOnce.set(password, sent)
  return sent
}

/** What a server says, after it was sent this password by AUTH PLAIN. */
function heard(password: string, lines: readonly string[], onlyKnown: boolean): string[] {
  return redactHeard(lines, { sent: sentBy(password), known, onlyKnown })
}

const PASSWORDS = [
  'Tr0ub4dor & 3',
  'xK9#mQ2$vL7!',
  'gruppenzwang',
  'Ключик-密码-naïve',
  '!!##$$%%^^',
  '83920174651',
]

/** Every part of four characters, as no log may show it: letters and digits alone count too. */
function piecesOf(password: string): string[] {
  const lower = password.toLowerCase()
  const squeezed = lower.replace(/[^\p{L}\p{N}]/gu, '')
  return [lower, squeezed].flatMap((text) =>
    Array.from({ length: Math.max(0, text.length - 3) }, (_, at) => text.slice(at, at + 4)),
  )
}

function expectNone(password: string, lines: readonly string[]): void {
  const text = lines
    .map((line) => line.slice('535 '.length))
    .join('\n')
    .replaceAll('<secret>', '\0')
    .toLowerCase()
  for (const piece of piecesOf(password)) expect(text).not.toContain(piece)
}

describe.each(PASSWORDS)('of the password %s', (password) => {
  test.each(ENCODINGS)('nothing is left where it is said in or as %s', (_name, encode) => {
    const code = encode(password)
    expectNone(password, heard(password, [`535 5.7.8 no user with ${code} here`], true))
    const [shown = ''] = heard(password, [`550 we know ${code} here`], false)
    expect(shown).toContain('<secret>')
    expect(shown).not.toContain(code)
  })

  test.each(someOf(ENCODINGS, 8))(
    'nothing is left where what is said in or as %s is split or cut',
    (_name, encode) => {
      const code = encode(password)
      for (let at = 0; at <= code.length; at += 3) {
        const halves = [`535-5.7.8 ${code.slice(0, at)}`, `535 5.7.8 ${code.slice(at)}`]
        expectNone(password, heard(password, halves, true))
        expectNone(password, heard(password, halves, false))
        expectNone(password, heard(password, [`535 ${code.slice(at, at + 9)}`], true))
      }
    },
  )

  test('no part of the line of AUTH PLAIN is left, in any case', () => {
    const line = base64(`\0probe\0${password}`)
    for (let at = 0; at + 8 <= line.length; at += 1) {
      for (const part of [line.slice(at), line.slice(0, -at || undefined), line.slice(at, at + 8)]) {
        for (const written of [part, part.toLowerCase(), part.toUpperCase()]) {
          const [shown] = heard(password, [`535 ${written}`], false)
          expect(shown?.replaceAll('<secret>', '')).not.toContain(written.slice(0, 6))
        }
      }
    }
  })

  test.each([true, false])('one character a line leaves none (answer to a login: %s)', (onlyKnown) => {
    const lines = heard(
      password,
      Array.from(password, (char) => `535-5.7.8 ${char}`),
      onlyKnown,
    )
    expectNone(password, [lines.map((line) => line.slice(10)).join('')])
  })
})

describe('in answer to a login, a code that nobody knows here', () => {
  test.each([
    ['base 32', 'KRUGKIDQOVUWG2ZAMJZG653O'],
    ['base 85', `<~;e9H^1GgpB;dL!,Eb~>`],
    ['bits', '01010100 01110010 00110000'],
    ['signs of Morse', '- .-. ----- ..- -... ....-'],
    ['letters that were exchanged', 'Gc0zt4hqc'],
    ['letters that were moved by three', 'Wu0xe4gru'],
    ['numbers of its own', '184 214 148 217 198 152'],
  ])('as %s goes', (_name, code) => {
    expect(heard('Tr0ub4dor & 3', [`535 5.7.8 You said ${code}`], true).join()).toMatch(
      /^535 5\.7\.8 You said [^A-Za-z0-9]*(?:(?:\d{3} ){1,4})?…$/,
    )
  })

  test('goes with what stands in the same word behind it, and leaves what stands before', () => {
    expect(
      heard('Tr0ub4dor & 3', ['535 see https://mail.example.test/help/Wu0xe4gru/x.html now'], true),
    ).toEqual(['535 see https://mail.example.test/help/… now'])
  })
})

test.each([
  // As a server of windows-1251, KOI8-R or code page 866 says them, read as Latin-1.
  ['кошкадом', 'êîøêàäîì'],
  ['кошкадом', 'ËÏÛËÁÄÏÍ'],
  ['кошкадом', '\xaa\xae\xe8\xaa\xa0\xa4\xae\xac'],
])('the password %s goes in the character set of an old server: %s', (password, said) => {
  for (const onlyKnown of [true, false]) {
    expect(heard(password, [`535 user ${said} failed`], onlyKnown)).toEqual(['535 user <secret> failed'])
  }
})

test('a password of known words stays as unseen as it was: no gap in a sentence tells of it', () => {
  const said = '-ERR [AUTH] Invalid login or password for this mailbox, OK?'
  for (const password of ['password', 'mailbox', 'login', 'Invalid login', 'mail', 'this']) {
    for (const onlyKnown of [true, false]) expect(heard(password, [said], onlyKnown)).toEqual([said])
  }
})

test('a sentence of known words goes where it is the password', () => {
  const said = '535 I heard: server login mailbox'
  expect(heard('server login mailbox', [said], true)).toEqual(['535 I heard: <secret>'])
})

test('a secret of three characters is not looked for', () => {
  expect(heard('abc', ['535 abc def'], true)).toEqual(['535 abc def'])
})
