import { expect, test } from 'vitest'

import { lookGaps } from '../../../shared/core/run/backoff.ts'

function first(count: number, gaps: Generator<number>): number[] {
  return Array.from({ length: count }, () => gaps.next().value as number)
}

test('looks begin after 0.3 s, grow by at most 1.3, and are never more than 30 s apart', () => {
  const gaps = first(60, lookGaps())
  expect(gaps[0]).toBe(300)
  gaps.slice(1).forEach((gap, index) => {
    expect(gap / (gaps[index] ?? 0)).toBeLessThanOrEqual(1.3)
    expect(gap).toBeGreaterThanOrEqual(gaps[index] ?? 0)
    expect(gap).toBeLessThanOrEqual(30_000)
  })
})

test('a wait of 300 s takes at most 35 looks', () => {
  let waited = 0
  let looks = 0
  for (const gap of lookGaps()) {
    waited += gap
    if (waited > 300_000) break
    looks += 1
  }
  expect(looks).toBeLessThanOrEqual(35)
})
