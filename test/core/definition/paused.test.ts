import { expect, test } from 'vitest'

import {
  UNTIL_RESUMED,
  isPaused,
  isPausedAsWritten,
  pausedUntilText,
} from '../../../shared/core/definition/paused.ts'

const NOW = Date.parse('2026-11-24T18:00:00Z')

test.each([
  ['enabled', {}, false],
  ['disabled', { enabled: false }, true],
  ['paused until later', { pausedUntil: '2026-11-24T18:00:01Z' }, true],
  ['paused until this moment', { pausedUntil: '2026-11-24T19:00:00+01:00' }, false],
  ['paused until earlier', { pausedUntil: '2026-11-24T17:59:59Z' }, false],
  ['disabled, and paused until earlier', { enabled: false, pausedUntil: '2026-01-01T00:00:00Z' }, true],
  ['paused until resumed', { pausedUntil: UNTIL_RESUMED }, true],
  ['paused until nobody knows when', { pausedUntil: 'tomorrow' }, false],
  ['disabled in words', { enabled: 'false' }, false],
])('a monitor that is %s', (_what, written, expected) => {
  expect(isPausedAsWritten(written, NOW)).toBe(expected)
})

test('a monitor that was parsed is judged alike', () => {
  expect(isPaused({ enabled: true }, NOW)).toBe(false)
  expect(isPaused({ enabled: true, pausedUntil: NOW + 1 }, NOW)).toBe(true)
  expect(isPaused({ enabled: true, pausedUntil: NOW }, NOW)).toBe(false)
  expect(isPaused({ enabled: false }, NOW)).toBe(true)
})

test('a pause is written in whole seconds and ends no sooner than it was meant to', () => {
  expect(pausedUntilText(NOW)).toBe('2026-11-24T18:00:00Z')
  expect(pausedUntilText(NOW + 1)).toBe('2026-11-24T18:00:01Z')
})
