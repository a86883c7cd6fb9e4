import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { tameLine } from '../../../shared/core/redaction/tame.ts'

describe('a tamed line', () => {
  test.each([
    ['plain text', '250 2.1.0 Ok', '250 2.1.0 Ok'],
    ['text in any language', 'Grüße, привет, 今日は 🙂', 'Grüße, привет, 今日は 🙂'],
    ['markup, which is escaped where it is shown', '<b>&amp;</b>', '<b>&amp;</b>'],
    ['line breaks', 'a\r\nb', 'a\\x0d\\x0ab'],
    ['NUL and escape sequences', '\0\x1b[31mred', '\\x00\\x1b[31mred'],
    ['C1 controls', 'a\x85\x9bb', 'a\\x85\\x9bb'],
    ['DEL and tabs', '\x7f\t', '\\x7f\\x09'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['bidi controls', 'exe\u202Etxt\u2066', 'exe\\u{202e}txt\\u{2066}'],
    ['invisible characters', 'a\u200Bb\uFEFF\u00AD', 'a\\u{200b}b\\u{feff}\\xad'],
    ['tag characters beyond the BMP', 'a\u{E0041}', 'a\\u{e0041}'],
    ['lone surrogates', 'a\uD83Db\uDE42', 'a\\u{d83d}b\\u{de42}'],
    ['nothing', '', ''],
  ])('of %s', (_title, text, tame) => {
    expect(tameLine(text)).toBe(tame)
  })

  test('that is cut says how much is missing', () => {
    const tame = tameLine('x'.repeat(10_000), 100)
    expect(tame).toMatch(/^x+ \[\d+ more characters\]$/)
    expect(tame.length).toBeLessThanOrEqual(100)
    expect(tame.match(/x/g)).toHaveLength(10_000 - Number(/\d+/.exec(tame)?.[0]))
  })

  test('counts its escapes: one that they make too long is cut', () => {
    const tame = tameLine('\n'.repeat(300), 300)
    expect(tame.length).toBeLessThanOrEqual(300)
    expect(tame).toMatch(/^(\\x0a)+ \[\d+ more characters\]$/)
  })

  test('is cut between characters, never inside one', () => {
    for (let before = 0; before < 4; before += 1) {
      expect(tameLine('x'.repeat(before) + '🙂'.repeat(100), 60)).toMatch(
        /^x*(?:🙂)+ \[\d+ more characters\]$/u,
      )
    }
  })

  test('of exactly the longest length is whole', () => {
    expect(tameLine('x'.repeat(500))).toBe('x'.repeat(500))
    expect(tameLine('x'.repeat(501))).not.toBe('x'.repeat(501))
  })

  test('is one printable line of the length asked for, and stays so when tamed again', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 400 })
    const surrogates = fc.array(fc.integer({ min: 0xd7f0, max: 0xe00f }), { maxLength: 200 })
    const texts = fc.oneof(
      hostile,
      surrogates.map((units) => String.fromCharCode(...units)),
    )
    fc.assert(
      fc.property(texts, fc.integer({ min: 40, max: 300 }), (text, max) => {
        const tame = tameLine(text, max)
        expect(tame.length).toBeLessThanOrEqual(max)
        expect(tame).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(tameLine(tame, max)).toBe(tame)
      }),
    )
  })
})
