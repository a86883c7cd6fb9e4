import { describe, expect, test } from 'vitest'

import {
  delayInWords,
  firstLoginGap,
  gapAfterForeignLogin,
  nextLook,
} from '../../../shared/core/run/login-spacing.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'

test.each([
  [1, 0.3],
  [10, 0.333],
  [30, 1],
  [60, 2],
  [300, 2],
])('a delay of %d s lets the first login wait %d s', (delay, wait) => {
  expect(firstLoginGap(delay * SECOND)).toBeCloseTo(wait * SECOND, -1)
})

describe('the next look', () => {
  const at = { gap: 1000, msToLogin: 0, spacing: 0, msLeft: 10_000 }

  test('comes after its gap where nothing keeps logins apart, the last one just before the deadline', () => {
    expect(nextLook(at)).toEqual({ ms: 1000, last: false })
    expect(nextLook({ ...at, gap: 10_000 })).toEqual({ ms: 10_000, last: true })
    expect(nextLook({ ...at, gap: 30_000 })).toEqual({ ms: 10_000, last: true })
    expect(nextLook({ ...at, msLeft: -50 })).toEqual({ ms: 0, last: true })
  })

  test('waits until a login is allowed', () => {
    expect(nextLook({ ...at, msToLogin: 3000, spacing: 3000 })).toEqual({ ms: 3000, last: false })
    expect(nextLook({ ...at, msToLogin: 10_001 })).toBeUndefined()
    expect(nextLook({ ...at, msToLogin: 1, msLeft: -50 })).toBeUndefined()
  })

  test('is the last, at the deadline, where no login would be allowed after it', () => {
    expect(nextLook({ ...at, msToLogin: 4000, spacing: 6000 })).toEqual({ ms: 10_000, last: true })
    expect(nextLook({ ...at, spacing: 900_000 })).toEqual({ ms: 10_000, last: true })
  })
})

describe('after the login of somebody else', () => {
  const minute = { delayMs: MINUTE, refusedForMs: 0, refusals: 1, msLeft: 290 * SECOND }

  test('is tried soon, then when the delay is surely over', () => {
    expect(gapAfterForeignLogin(minute)).toBe(2 * SECOND)
    expect(gapAfterForeignLogin({ ...minute, refusals: 2, refusedForMs: 2000 })).toBe(58_250)
    expect(gapAfterForeignLogin({ ...minute, refusals: 3, refusedForMs: 61_000 })).toBe(0)
  })

  test('is tried at the last moment if the delay is more likely over by then than not, and else no more', () => {
    const second = { ...minute, refusals: 2, refusedForMs: 2000 }
    expect(gapAfterForeignLogin({ ...second, msLeft: 50 * SECOND })).toBe(49 * SECOND)
    expect(gapAfterForeignLogin({ ...second, msLeft: 25 * SECOND })).toBeUndefined()
    expect(gapAfterForeignLogin({ ...minute, msLeft: SECOND })).toBeUndefined()
  })
})

test.each([
  ['[LOGIN-DELAY] Logins must be at least 1 minute apart', 60],
  ['[LOGIN-DELAY] Logins must be at least 5 minutes apart', 300],
  ['[LOGIN-DELAY] minimum time between mail checks is 60 s', 60],
  ['[LOGIN-DELAY] wait 90seconds', 90],
  ['[LOGIN-DELAY] wait 0 s', undefined],
  ['[LOGIN-DELAY] Retry later', undefined],
])('%s: %d s', (text, seconds) => {
  expect(delayInWords(text)).toBe(seconds && seconds * SECOND)
})
