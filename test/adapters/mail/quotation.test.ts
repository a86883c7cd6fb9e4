import { expect, test } from 'vitest'

import { quotation } from '../../../shared/adapters/mail/quotation.ts'
import { diagnosticLog } from '../../../shared/app/probe/diagnostic-log.ts'
import { fakeClock } from '../../support/fake-clock.ts'

function quoted(words: string, secret = ''): string {
  const log = diagnosticLog(fakeClock())
  log.hide(secret)
  const dialogue = log.dialogue('smtp')
  dialogue.client('AUTH PLAIN <secret>', secret)
  return quotation(words, dialogue)
}

test('short words are quoted as they are', () => {
  expect(quoted('550 no such user')).toBe('550 no such user')
})

test.each([
  ['letters', 'x'.repeat(400), `${'x'.repeat(299)}…`],
  ['a surrogate pair at the cut', `${'x'.repeat(298)}😀${'x'.repeat(50)}`, `${'x'.repeat(298)}…`],
  ['an escape at the cut', `${'x'.repeat(297)}\x1b${'x'.repeat(50)}`, `${'x'.repeat(297)}…`],
])('long words are cut, and %s not halved', (_what, words, expected) => {
  expect(quoted(words)).toBe(expected)
})

test.each([
  [`534 <https://a.test/${'x'.repeat(60)} ${'y'.repeat(300)}> Please log in`, '534 <https:…> Please log in'],
  [`<http://a.test/?p=${'x'.repeat(60)}> or <HTTPS://b.test/${'y'.repeat(200)}>.`, '<http:…> or <HTTPS:…>.'],
  ['550 see <https://a.test/why>', '550 see <https://a.test/why>'],
  [`550 <https://a.test/${'x'.repeat(400)}`, `${`550 <https://a.test/${'x'.repeat(400)}`.slice(0, 299)}…`],
])('a link that takes the place of the words behind it is shortened: %s', (words, expected) => {
  expect(quoted(words)).toBe(expected)
})

test('a secret that crosses the end of such a link leaves nothing of itself', () => {
  const secret = 'correct>horse battery'
  expect(quoted(`534 <https://a.test/${'x'.repeat(60)}${secret}> no`, secret)).not.toMatch(/correct|horse/)
})

test('a secret that crosses the cut leaves nothing of itself', () => {
  const text = quoted(`${'x'.repeat(295)}correct horse battery`, 'correct horse battery')
  expect(text).not.toContain('corr')
  expect(text).toContain('<sec')
})
