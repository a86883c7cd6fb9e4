import { describe, expect, test } from 'vitest'

import { overdueGap, unknownDelayGap } from '../../../../shared/core/run/looking/unknown-delay.ts'
import { SECOND } from '../../../../shared/core/time/units.ts'
import { looked } from '../../../support/looks-made.ts'

const END = 300 * SECOND
const unknown = (waitedMs: number) => unknownDelayGap(waitedMs, 50)

/** Instants of the looks of a run whose message never comes. */
function looksOf(gapAt: (waitedMs: number) => number): number[] {
  const looks: number[] = []
  for (let at = gapAt(0); at < END; at += gapAt(at)) looks.push(at)
  return looks
}

describe('without any history', () => {
  test('looks come after 0.3, 1.2 and 2.5 s, then at each 5 s', () => {
    expect(looksOf(unknown).slice(0, 6)).toEqual([300, 1200, 2500, 5000, 10_000, 15_000])
  })

  test('mail is seen no later than by a look every 5 s at any delay, for at most three logins more', () => {
    for (let delay = 100; delay <= 250 * SECOND; delay += 100) {
      const ours = looked(delay, END, unknown)
      const plain = looked(delay, END, () => 5 * SECOND)
      expect(ours.lagMs).toBeLessThanOrEqual(plain.lagMs)
      expect(ours.looks).toBeLessThanOrEqual(plain.looks + 3)
    }
  })

  test('a first gap of spaced logins takes the place of 0.3 s', () => {
    expect(unknownDelayGap(0, 50, 2000)).toBe(2000)
    expect(unknownDelayGap(2000, 50, 2000)).toBe(500)
  })

  test('a look that takes long is not followed by another at once', () => {
    expect(unknownDelayGap(4900, 4000)).toBe(5100)
  })
})

test('an overdue message is looked for no more often than every 5 s, and less and less', () => {
  const looks = looksOf((waitedMs) => overdueGap(Math.max(5000, waitedMs), 50))
  const gaps = looks.map((at, index) => at - (looks[index - 1] ?? 0)).slice(1)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4900)
  expect(looks.length).toBeLessThan(26)
  expect(gaps.at(-1)).toBeGreaterThan(25 * SECOND)
})
