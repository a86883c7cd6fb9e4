import { expect, test } from 'vitest'

import { shownText } from '../../../dashboard/run/dialogue/shown-text.ts'
import { swiped } from '../../../dashboard/run/verdict/swipe.ts'

test.each([
  ['an escape', '\x1b[31mred', '␛[31mred'],
  ['a line break', 'a\r\nb', 'a␍␊b'],
  ['a delete', 'a\x7f', 'a␡'],
  ['a mark that turns the direction', 'a\u202etxt.exe', 'a\\u{202e}txt.exe'],
  ['half a pair', 'a\ud83d', 'a\\u{d83d}'],
  ['a control of C1', 'a\x9bb', 'a\\u{9b}b'],
])('of what servers say %s is seen, and does nothing', (_what, text, shown) => {
  expect(shownText(text)).toBe(shown)
})

test('plain text of any script stays as it is', () => {
  expect(shownText('250 Grüße, 日本語, مرحبا <script>')).toBe('250 Grüße, 日本語, مرحبا <script>')
})

const at = (clientX: number, clientY = 0) => ({ clientX, clientY })

test('a finger that goes far across goes to the run before or after', () => {
  expect(swiped(at(0), at(100))).toBe('earlier')
  expect(swiped(at(100), at(0))).toBe('later')
  expect(swiped(at(0), at(30))).toBeUndefined()
  expect(swiped(at(0), at(100, 80))).toBeUndefined()
})
