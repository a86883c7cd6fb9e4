import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { asciiLine, gsmLine } from '../../../shared/core/wording/words/ascii.ts'
import { phaseSpans, span, utcMinute, utcTime } from '../../../shared/core/wording/words/figures.ts'
import { shortLine } from '../../../shared/core/wording/words/short-line.ts'
import { longTest } from '../../support/thorough.ts'

describe('a line of ASCII', () => {
  test.each([
    ['Sales inbox', 'Sales inbox'],
    ['Größe, Übung, Straße', 'Grosse, Ubung, Strasse'],
    ['Crème Brûlée à la façon', 'Creme Brulee a la facon'],
    ['Łódź, Ærø, Þór', 'Lodz, AEro, Thor'],
    ['“quoted” – and ‘so’ on…', `"quoted" - and 'so' on...`],
    ['line\r\nbreaks\u2028and\ttabs', 'line breaks and tabs'],
    ['mail 🙂👩‍💻🇩🇪 down', 'mail ? down'],
    ['今日は', '?'],
    ['½ ﬁne ™', '1/2 fine TM'],
    ['lone \uD83D surrogate', 'lone ? surrogate'],
    ['  no\u00A0break\u200B ', 'no break'],
    ['', ''],
  ])('of %o is %o', (text, ascii) => {
    expect(asciiLine(text)).toBe(ascii)
  })

  longTest('of anything is printable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(asciiLine(text)).toMatch(/^[ -~]*$/)
      }),
    )
  })
})

describe('a line of GSM-7', () => {
  test('has none of the signs that take two septets', () => {
    expect(gsmLine('a[b]{c}|d~e^f\\g`h')).toBe("a(b)(c)/d-e'f/g'h")
  })
})

describe('a short line', () => {
  const parts = {
    prefix: 'DOWN: ',
    name: 'Sales inbox',
    message: ' - refused',
    extras: [' (local)', ', 12:00'],
  }

  test('has everything when there is room', () => {
    expect(shortLine(parts, 60)).toBe('DOWN: Sales inbox - refused (local), 12:00')
  })

  test('leaves out what does not fit whole', () => {
    expect(shortLine(parts, 36)).toBe('DOWN: Sales inbox - refused (local)')
    expect(shortLine(parts, 34)).toBe('DOWN: Sales inbox - refused, 12:00')
    expect(shortLine(parts, 30)).toBe('DOWN: Sales inbox - refused')
  })

  test('cuts the name at a word, and says so', () => {
    const name = 'The inbox of the sales department in Hamburg'
    expect(shortLine({ ...parts, name, extras: [] }, 50)).toBe('DOWN: The inbox of the sales... - refused')
    expect(shortLine({ ...parts, name: 'x'.repeat(100), extras: [] }, 40)).toBe(
      `DOWN: ${'x'.repeat(21)}... - refused`,
    )
  })
})

describe('figures', () => {
  test.each([
    [0, '0 ms'],
    [0.44, '0.4 ms'],
    [9.96, '10 ms'],
    [12.6, '13 ms'],
    [999.9, '1000 ms'],
    [1000, '1.0 s'],
    [1234, '1.2 s'],
    [59_999, '59.9 s'],
    [60_000, '1 min'],
    [725_000, '12 min 5 s'],
    [3_600_000, '1 h'],
    [7_380_000, '2 h 3 min'],
    [349_200_000, '4 d 1 h'],
    [-5, 'unknown'],
  ])('a span of %d ms reads "%s"', (ms, words) => {
    expect(span(ms)).toBe(words)
  })

  test('instants are told in UTC', () => {
    expect(utcTime(Date.UTC(2026, 0, 5, 12, 0, 6, 789))).toBe('2026-01-05 12:00:06 UTC')
    expect(utcMinute(Date.UTC(2026, 0, 5, 23, 59, 59))).toBe('23:59 UTC')
  })

  test('phases are told in the order in which they come, those not reached left out', () => {
    expect(phaseSpans({ auth: 20, connect: 1.25, resolve: 0, tls: 8 })).toBe(
      'resolve 0 ms, connect 1.3 ms, tls 8 ms, auth 20 ms',
    )
    expect(phaseSpans({ delete: 2, search: 1 })).toBe('search 1 ms, delete 2 ms')
    expect(phaseSpans({})).toBe('')
  })
})
