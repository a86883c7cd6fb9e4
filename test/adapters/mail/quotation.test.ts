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

test('a secret that crosses the cut leaves nothing of itself', () => {
  const text = quoted(`${'x'.repeat(295)}correct horse battery`, 'correct horse battery')
  expect(text).not.toContain('corr')
  expect(text).toContain('<sec')
})
