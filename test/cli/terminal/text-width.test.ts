import { expect, test } from 'vitest'

import { cutTo, textWidth } from '../../../cli/terminal/text-width.ts'

test.each([
  ['shop', 4],
  ['邮件', 4],
  ['e\u0301x', 2],
  ['😀😀', 4],
  ['👩‍👩‍👧', 2],
  ['▁▂█', 3],
])('%s takes %d columns', (text, width) => {
  expect(textWidth(text)).toBe(width)
})

test.each([
  ['邮件服务器', 5, '邮件…'],
  ['邮件服务器', 6, '邮件…'],
  ['😀😀😀', 4, '😀…'],
  ['e\u0301xyz', 3, 'e\u0301x…'],
  ['fits', 4, 'fits'],
])('%s in %d columns is %s', (text, width, short) => {
  expect(cutTo(text, width)).toBe(short)
  expect(textWidth(cutTo(text, width))).toBeLessThanOrEqual(width)
})
