import { describe, expect, test } from 'vitest'

import type { Arrival } from '../../../../shared/core/run/looking/arrivals.ts'
import { type LookingAt, loginBudget, whenToLook } from '../../../../shared/core/run/looking/when-to-look.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { TRACES, chances } from '../../../support/arrival-traces.ts'
import { asPlanned, looked, lookedInTurn } from '../../../support/looks-made.ts'
import { randomCases, someOf } from '../../../support/thorough.ts'

const END = 300 * SECOND
const AT: LookingAt = {
  arrivals: [],
  waitedMs: 0,
  msLeft: END,
  spacing: 0,
  loginMs: 0,
  logins: 1,
}

function seenAt(seconds: number, times = 20): Arrival[] {
  return Array.from({ length: times }, () => ({ transitMs: seconds * SECOND, resolutionMs: 100 }))
}

/** Seconds. A run takes some milliseconds to plan. */
const USUAL = someOf([3, 60, 0.2, 1.3, 7, 23, 200], 4)
const RUNS = randomCases(150, 24)

describe.each(Object.entries(TRACES))('mail whose delay is %s', (_, traceOf) => {
  test('is looked for later than now, within the budget, and alike for the same history', () => {
    for (const usual of USUAL) {
      const once = lookedInTurn(traceOf(usual * SECOND, chances(5)), RUNS, END, asPlanned(END))
      const again = lookedInTurn(traceOf(usual * SECOND, chances(5)), 10, END, asPlanned(END))
      expect(again).toEqual(once.slice(0, 10))
      once.forEach(({ looks, arrivals }) => expect(1 + looks).toBeLessThanOrEqual(loginBudget(arrivals, END)))
    }
  })

  test('is never seen later, and with more logins, than by a look every 5 s', () => {
    for (const usual of USUAL) {
      const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length
      const ours = lookedInTurn(traceOf(usual * SECOND, chances(7)), RUNS, END, asPlanned(END))
      const found = ours.filter(({ delay }) => delay < END).slice(10)
      const plain = found.map(({ delay }) => looked(delay, END, () => 5 * SECOND))
      const isLater = mean(found.map(({ lagMs }) => lagMs)) > 1.05 * mean(plain.map(({ lagMs }) => lagMs))
      const isDearer = mean(found.map(({ looks }) => looks)) > mean(plain.map(({ looks }) => looks))
      expect({ isLater, isDearer }).not.toEqual({ isLater: true, isDearer: true })
    }
  })
})

describe('with a history', () => {
  test.each([1, 5, 20, 100])('of %i s, the first look comes about then', (seconds) => {
    const gap = whenToLook({ ...AT, arrivals: seenAt(seconds) })
    expect(gap).toBeGreaterThan(0.8 * seconds * SECOND)
    expect(gap).toBeLessThan(1.3 * seconds * SECOND)
  })

  test('of mail that is always there at the first look, that look comes sooner than after 300 ms', () => {
    const fast = Array.from({ length: 20 }, () => ({ transitMs: 300, resolutionMs: 300 }))
    expect(whenToLook({ ...AT, arrivals: fast })).toBeLessThan(300)
  })

  test('of mail that took 3 s, a message that is not there looks less and less often: 40 logins at most', () => {
    for (const waitedMs of [10, 30, 100].map((seconds) => seconds * SECOND)) {
      const at = { ...AT, waitedMs, msLeft: END - waitedMs, arrivals: seenAt(3) }
      expect(whenToLook(at)).toBe(Math.max(5000, waitedMs / 8))
    }
    for (const arrivals of [seenAt(0.3), seenAt(3), [...seenAt(1), ...seenAt(60)].slice(10, 30)]) {
      const run = looked(Infinity, END, asPlanned(END), arrivals)
      expect(run.looks).toBeLessThan(40)
    }
  })

  test('mail that became much faster is looked for earlier after two messages that were there at once', () => {
    const there = { transitMs: 58 * SECOND, resolutionMs: 58 * SECOND }
    const before = whenToLook({ ...AT, arrivals: seenAt(60) })
    const after = whenToLook({ ...AT, arrivals: [...seenAt(60, 15), there, there, there] })
    expect(before).toBeGreaterThan(45 * SECOND)
    expect(after).toBeLessThan(20 * SECOND)
  })

  test('of three arrivals, too little is known', () => {
    expect(whenToLook({ ...AT, arrivals: seenAt(60, 3) })).toBe(300)
  })

  test('a look is begun sooner by what it takes', () => {
    const at = { ...AT, arrivals: seenAt(20) }
    expect(whenToLook({ ...at, loginMs: 400 })).toBeLessThan(whenToLook(at) - 300)
  })
})

describe('limits', () => {
  test('spaced logins leave room for the one at the end', () => {
    const at = { ...AT, arrivals: seenAt(50), msLeft: 90 * SECOND, spacing: 30 * SECOND }
    expect(whenToLook(at)).toBeLessThanOrEqual(60 * SECOND)
  })

  test('few logins that are left are spread over the time left, and none is made beyond the budget', () => {
    expect(whenToLook({ ...AT, arrivals: seenAt(3), waitedMs: 30 * SECOND, logins: 35 })).toBeGreaterThan(
      15_000,
    )
    expect(whenToLook({ ...AT, arrivals: seenAt(3), logins: 39 })).toBe(END)
    expect(whenToLook({ ...AT, logins: 64 })).toBe(END)
  })

  test.each([0, 1, 40, 300])('with %i ms left the next look is later than now', (msLeft) => {
    for (const arrivals of [[], seenAt(20)]) {
      const gap = whenToLook({ ...AT, arrivals, msLeft, waitedMs: 10 * SECOND })
      expect(gap).toBeGreaterThan(0)
      expect(Number.isFinite(gap)).toBe(true)
    }
  })

  test('a longer wait never brings the next look before one that was due later than now', () => {
    for (const arrivals of [[], seenAt(20), [...seenAt(1), ...seenAt(60)].slice(10, 30)]) {
      for (let waitedMs = 0, dueMs; waitedMs < END - 1; waitedMs = dueMs) {
        dueMs = waitedMs + whenToLook({ ...AT, arrivals, waitedMs, msLeft: END - waitedMs })
        expect(dueMs).toBeGreaterThan(waitedMs)
      }
    }
  })
})
