import { describe, expect, test } from 'vitest'

import { type RefusedLogin, isDueAgain, refusedAgain } from '../../../shared/core/run/refused-login.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'

const evidence = { side: 'mailbox', phase: 'auth', kind: 'refused', command: 'PASS' } as const

/** Minutes between the first tries of a monitor of this interval, each as early as may be. */
function gaps(intervalMinutes: number, tries: number): number[] {
  let before: RefusedLogin | undefined
  return Array.from({ length: tries }, () => {
    const scheduledAt = before?.tryAgainAt ?? 0
    const login = { loginId: 'l', intervalMs: intervalMinutes * MINUTE }
    before = refusedAgain(before, { ...login, scheduledAt, evidence })
    return (before.tryAgainAt - scheduledAt) / MINUTE
  })
}

test.each([
  [1, [1, 2, 4, 8, 15, 15]],
  [4, [4, 8, 12, 12, 12, 12]],
  [5, [5, 10, 15, 15, 15, 15]],
  [10, [10, 10, 10, 10, 10, 10]],
  [15, [15, 15, 15, 15, 15, 15]],
  [60, [15, 15, 15, 15, 15, 15]],
])('at an interval of %i minutes the tries are %j minutes apart', (interval, expected) => {
  expect(gaps(interval, 6)).toEqual(expected)
})

describe('a login that was refused', () => {
  const first = refusedAgain(undefined, {
    loginId: 'l',
    scheduledAt: 0,
    intervalMs: 5 * MINUTE,
    evidence,
  })

  test('is due again from that time on', () => {
    expect(isDueAgain(first, 5 * MINUTE - 1)).toBe(false)
    expect(isDueAgain(first, 5 * MINUTE)).toBe(true)
  })

  test('is due where the time for it lies further ahead than any spacing', () => {
    expect(isDueAgain({ ...first, tryAgainAt: 60 * MINUTE }, 0)).toBe(true)
  })
})
