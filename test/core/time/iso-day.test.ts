import { expect, test } from 'vitest'

import { daysBefore, isIsoDay, isoDayOf } from '../../../shared/core/time/iso-day.ts'

test('a day lasts from midnight to midnight, UTC', () => {
  expect(isoDayOf(Date.UTC(2026, 0, 5))).toBe('2026-01-05')
  expect(isoDayOf(Date.UTC(2026, 0, 6) - 1)).toBe('2026-01-05')
})

test.each([
  ['2026-01-05', 1, '2026-01-04'],
  ['2026-01-01', 1, '2025-12-31'],
  ['2028-03-01', 1, '2028-02-29'],
  ['2026-03-30', 1, '2026-03-29'],
  ['2026-01-05', 365, '2025-01-05'],
  ['2026-02-28', -1, '2026-03-01'],
])('%s less %i days is %s', (day, days, before) => {
  expect(daysBefore(day, days)).toBe(before)
})

test.each([
  ['2026-01-05', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-5', false],
  ['2026-01-05T00:00:00Z', false],
  ['yesterday', false],
  ['', false],
])('%j is a day: %s', (text, is) => {
  expect(isIsoDay(text)).toBe(is)
})
