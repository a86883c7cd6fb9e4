import { describe, expect, test } from 'vitest'

import {
  isGood,
  nextWarningAt,
  renewAt,
  retryIn,
  warningDue,
} from '../../../shared/core/grant/grant-times.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/core/time/units.ts'

const NOW = Date.parse('2026-11-30T12:00:00Z')
const life = (length: number) => ({ issuedAt: NOW, expiresAt: NOW + length })

test.each([
  ['an hour', HOUR, 40 * MINUTE],
  ["a day of Microsoft's", 24 * HOUR, 16 * HOUR],
  ['20 minutes', 20 * MINUTE, 10 * MINUTE],
  ['5 minutes', 5 * MINUTE, 2.5 * MINUTE],
])('a token of %s is renewed in time', (_, length, after) => {
  expect(renewAt(life(length)) - NOW).toBe(after)
})

test.each([
  ['6 minutes before its end', HOUR, HOUR - 6 * MINUTE, true],
  ['less than 6 minutes before it', HOUR, HOUR - 6 * MINUTE + 1, false],
  ['after it', HOUR, HOUR + 1, false],
  ['in the first half of a short life', 5 * MINUTE, 2 * MINUTE, true],
  ['in its second half', 5 * MINUTE, 3 * MINUTE, false],
])('a token is handed out %s: %#', (_, length, age, good) => {
  expect(isGood(life(length), NOW + age)).toBe(good)
})

test('failures are tried again at growing gaps, and never before the endpoint wishes', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map((failures) => retryIn(failures) / MINUTE)).toEqual([
    1, 2, 4, 8, 15, 15, 15,
  ])
  expect(retryIn(1, 5 * MINUTE)).toBe(5 * MINUTE)
  expect(retryIn(5, 30 * SECOND)).toBe(15 * MINUTE)
  expect(retryIn(1, 400 * DAY)).toBe(HOUR)
})

describe('the end of a secret', () => {
  const at = (days: number) => NOW - days * DAY

  test.each([
    [22, undefined, undefined],
    [21, undefined, 21],
    [20, 21, undefined],
    [7, 21, 7],
    [6, undefined, 7],
    [3, 7, undefined],
    [1, 7, 1],
    [0.5, 1, undefined],
    [-3, 21, 1],
    [-3, 1, undefined],
  ])('%s days before it, told %s: %s', (days, told, due) => {
    expect(warningDue(NOW, at(days), told)).toBe(due)
  })

  test('is warned of next', () => {
    expect([undefined, 21, 7, 1].map((told) => nextWarningAt(NOW, told))).toEqual([
      at(21),
      at(7),
      at(1),
      undefined,
    ])
  })
})
