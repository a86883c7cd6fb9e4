import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { SECRET_MARK, redactor } from '../../../shared/core/redaction/redact.ts'
import { WORD, knownWords } from '../../../shared/core/redaction/vocabulary.ts'
import { randomCases } from '../../support/thorough.ts'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

function redacted(text: string, ...secrets: string[]): string {
  const redact = redactor()
  for (const secret of secrets) redact.hide(secret)
  return redact.apply(text)
}

const SECRETS: [name: string, secret: string][] = [
  ['letters and digits', 'hunter2Correct'],
  ['blanks inside', 'correct horse battery'],
  ['blanks at both ends', '  padded secret  '],
  ['quotes and backslashes', `it's "quoted" \\ here`],
  ['UTF-8', 'Пароль-naïve-密码-🙂'],
  ['regular expression syntax', '^(a+)+$[.*]{2}|\\d?'],
  ['replacement patterns', "$& $1 $' $` $$"],
  ['a dot in front', '.hidden-dot'],
  ['nothing but letters of base64', 'AAAABBBBCCCC'],
  ['the word of the mark', 'secret!'],
  ['the mark itself', SECRET_MARK],
  ['just four characters', 'a1B2'],
  ['a lone surrogate', 'half\uD83Dpair'],
  ['500 characters', 'long-'.repeat(100)],
]

describe.each(SECRETS)('a secret with %s', (_name, secret) => {
  const gone = (text: string, ...spellings: string[]) => {
    const result = redacted(text, secret)
    expect(result).toContain(SECRET_MARK)
    const rest = result.replaceAll(SECRET_MARK, '')
    for (const spelling of spellings) expect(rest).not.toContain(spelling)
    return result
  }

  test('is hidden as it is', () => {
    expect(gone(`PASS ${secret}`, secret.trim())).toMatch(new RegExp(`^PASS +${SECRET_MARK} *$`))
  })

  test('is hidden when a server quotes it, more than once', () => {
    gone(`-ERR unknown command "${secret}", I said <${secret}>`, secret.trim())
  })

  test('is hidden when the client trimmed it', () => {
    gone(`PASS ${secret.trim()}`, secret.trim())
  })

  test('is hidden though it was stored with a line break at its end', () => {
    expect(redacted(`PASS ${secret}`, `${secret}\r\n`)).toContain(SECRET_MARK)
    expect(redacted(`PASS ${secret.trim()}`, `${secret}\n`).replaceAll(SECRET_MARK, '')).not.toContain(
      secret.trim(),
    )
  })

  test('is hidden in upper case', () => {
    const shouted = secret.replace(/[a-z]/g, (letter) => letter.toUpperCase())
    gone(`-ERR what is ${shouted}?`, shouted)
  })

  test('is hidden as UTF-8 that was read one character an octet', () => {
    const mojibake = Buffer.from(secret, 'utf8').toString('latin1')
    gone(`PASS ${mojibake}`, mojibake)
  })

  test('is hidden percent-encoded, and inside a JSON string', () => {
    const percent = encodeURIComponent(secret.toWellFormed())
    const json = JSON.stringify({ said: secret })
    gone(`https://host/?p=${percent}`, percent)
    gone(json, JSON.stringify(secret).slice(1, -1))
  })

  test('is hidden with a dot stuffed before it', () => {
    gone(`.${secret}`, secret)
  })

  test('is hidden in base64 alone, padded, unpadded and URL-safe', () => {
    expect(gone(base64(secret), base64(secret))).toBe(SECRET_MARK)
    expect(gone(`334 ${base64(secret).replaceAll('=', '')}`)).toBe(`334 ${SECRET_MARK}`)
    expect(gone(Buffer.from(secret).toString('base64url'))).toBe(SECRET_MARK)
  })

  test.each([0, 1, 2, 3, 4, 5])('is hidden in AUTH PLAIN after a user name of %i octets', (length) => {
    const user = 'u'.repeat(length)
    for (const after of ['', 'x', 'xy', 'xyz', '\x01\x01']) {
      const line = `AUTH PLAIN ${base64(`\0${user}\0${secret}${after}`)}`
      expect(gone(line)).toBe(`AUTH PLAIN ${SECRET_MARK}`)
      expect(redacted(`-ERR (${line.slice(5)})`, secret)).toBe(`-ERR (PLAIN ${SECRET_MARK})`)
    }
  })

  test('is hidden in base64 that something is stuck to', () => {
    for (const stuck of ['a', 'ab', 'abc', 'abcd', '+OK/']) {
      expect(gone(stuck + base64(`\0bob\0${secret}`))).toBe(SECRET_MARK)
    }
  })

  test('is hidden again in the same words: redacting twice changes nothing', () => {
    const once = redacted(`USER bob PASS ${secret} AUTH ${base64(secret)}`, secret)
    expect(redacted(once, secret)).toBe(once)
  })
})

describe('a redactor', () => {
  test('changes nothing where no secret stands', () => {
    const text = '+OK Dovecot ready. <1896.697170952@dbc.mtview.ca.us> $& AUTH PLAIN LOGIN'
    expect(redacted(text)).toBe(text)
    expect(redacted(text, 'hunter2Correct')).toBe(text)
  })

  test('skips an empty secret', () => {
    expect(redacted('PASS x', '')).toBe('PASS x')
  })

  test('hides in Latin-1 what a client sends in Latin-1', () => {
    const line = Buffer.from('\0bob\0schlüsselß', 'latin1').toString('base64')
    expect(redacted(`AUTH PLAIN ${line}`, 'schlüsselß')).toBe(`AUTH PLAIN ${SECRET_MARK}`)
  })

  test.each([
    ['one inside the other', 'swordfish', 'swordfish-extra', 'a swordfish-extra b swordfish', '-extra'],
    ['the longer told first', 'swordfish-extra', 'swordfish', 'a swordfish-extra b swordfish', '-extra'],
    ['one that overlaps the other', 'abcdWXYZ', 'WXYZefgh', 'a abcdWXYZefgh b abcdWXYZ', 'efgh'],
  ])('hides every character of two secrets: %s', (_title, first, second, text, leak) => {
    const result = redacted(text, first, second)
    expect(result).toBe(`a ${SECRET_MARK} b ${SECRET_MARK}`)
    expect(result).not.toContain(leak)
  })

  test('puts one mark for two secrets that stand side by side', () => {
    expect(redacted('x alphaSECRETbetaSECRET y', 'alphaSECRET', 'betaSECRET')).toBe(`x ${SECRET_MARK} y`)
  })

  test('hides a secret that overlaps itself', () => {
    expect(redacted('PASS abababab', 'ababab')).toBe(`PASS ${SECRET_MARK}`)
  })

  test('hides each line of a secret of several', () => {
    expect(redacted('I saw second-line here', 'first-line\nsecond-line')).toBe(`I saw ${SECRET_MARK} here`)
  })

  test('hides an OAuth token inside XOAUTH2', () => {
    const line = base64('user=bob@example.com\x01auth=Bearer ya29.token-value\x01\x01')
    expect(redacted(`AUTH XOAUTH2 ${line}`, 'ya29.token-value')).toBe(`AUTH XOAUTH2 ${SECRET_MARK}`)
  })

  test('cannot see a secret of ours that is split over two texts', () => {
    expect(redacted('PASS hunter', 'hunter2Correct') + redacted('2Correct', 'hunter2Correct')).toBe(
      'PASS hunter2Correct',
    )
  })

  test('is quick with a line of megabytes', () => {
    const line = 'ab'.repeat(2_000_000) + base64('\0bob\0hunter2Correct')
    expect(redacted(line, 'hunter2Correct', 'abababab')).toBe(SECRET_MARK)
  })
})

test.each(['a', 'a1', 'abc', 'ä', '8', '-'])(
  'a secret as short as "%s" takes no word out of the log',
  (secret) => {
    const text = `+OK a maildrop has 8 messages - USER a1@example.com, abc, ä, ${base64(`\0bob\0${secret}`)}`
    expect(redacted(text, secret)).toBe(text)
  },
)

describe('a known word', () => {
  test.each([
    ['OK', '250 2.0.0 OK, +OK too'],
    ['password', 'mailbox: the stored password has not changed'],
    ['pass', 'wrong password'],
    ['mailbox', 'mailbox: the stored password has changed: logging in once more'],
    ['LOGIN', 'not logged in: another run tries this login just now'],
    ['lost', 'connection-lost: no answer to EHLO'],
    ['STARTTLS', 'STARTTLS was refused; going on without TLS'],
    ['not changed', 'the stored password has not changed'],
  ])('stays though the secret is "%s"', (secret, text) => {
    expect(redacted(text, secret)).toBe(text)
  })

  test('goes where it is only a part of a secret that stands there', () => {
    expect(redacted('I said password1!', 'password1!')).toBe(`I said ${SECRET_MARK}`)
    expect(redacted('I said mailbox!', 'mailbox!')).toBe(`I said ${SECRET_MARK}`)
    expect(redacted('I said mailboxpassword', 'mailboxpassword')).toBe(`I said ${SECRET_MARK}`)
  })

  test('goes with two others that are the secret', () => {
    expect(redacted('I said server login mailbox', 'server login mailbox')).toBe(`I said ${SECRET_MARK}`)
  })

  test('is also what the definition says openly', () => {
    const known = knownWords()
    known.add('probe@example.test')
    const redact = redactor(known)
    redact.hide('probe')
    expect(redact.apply('logging in as probe')).toBe('logging in as probe')
  })
})

describe('for any secret of six characters or more', () => {
  const secrets = fc
    .string({ unit: 'grapheme', minLength: 6, maxLength: 40 })
    .filter((text) => text.trim() !== '' && !isOfKnownWords(text))
  const anything = fc.uint8Array({ maxLength: 40 })

  test('base64 of it with anything around it leaves nothing to decode', () => {
    fc.assert(
      fc.property(secrets, anything, anything, (secret, before, after) => {
        const whole = Buffer.concat([before, Buffer.from(secret), after]).toString('base64')
        const result = redacted(`x ${whole} y`, secret)
        expect(result).toContain(SECRET_MARK)
        expect(decodings(result).some((bytes) => bytes.includes(Buffer.from(secret)))).toBe(false)
      }),
      { numRuns: randomCases(500, 50) },
    )
  })

  test('text with it leaves none of it', () => {
    const around = fc.string({ unit: 'grapheme', maxLength: 30 })
    fc.assert(
      fc.property(secrets, around, around, (secret, before, after) => {
        const result = redacted(before + secret + after, secret)
        expect(result).toContain(SECRET_MARK)
        expect(result.replaceAll(SECRET_MARK, '\0')).not.toContain(secret)
      }),
      { numRuns: randomCases(500, 50) },
    )
  })
})

/** Such a secret stays, as the words do. */
function isOfKnownWords(text: string): boolean {
  const words = text.match(WORD) ?? []
  return words.length > 0 && words.every(knownWords().has)
}

/** All that a reader could make of what is left, wherever in a group of digits it begins. */
function decodings(text: string): Buffer[] {
  const runs = text.match(/[A-Za-z0-9+/]+/g) ?? []
  return runs.flatMap((run) => [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64')))
}
