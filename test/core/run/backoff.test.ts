import { expect, test } from 'vitest'

import { lookGap } from '../../../shared/core/run/backoff.ts'

/** The waits of this many looks, each as long as it was asked to be. */
function gapsOf(looks: number): number[] {
  const gaps: number[] = []
  for (let waitedMs = 0; gaps.length < looks; waitedMs += gaps.at(-1) ?? 0) gaps.push(lookGap(waitedMs))
  return gaps
}

test('looks begin after 0.3 s, grow by a quarter, and are never more than 30 s apart', () => {
  const gaps = gapsOf(60)
  expect(gaps[0]).toBe(300)
  gaps.slice(1).forEach((gap, index) => {
    expect(gap).toBeCloseTo(Math.min(1.25 * (gaps[index] ?? 0), 30_000))
  })
})

test('a wait of 300 s takes at most 35 looks', () => {
  const waits = gapsOf(35).reduce((waited, gap) => waited + gap, 0)
  expect(waits).toBeGreaterThan(300_000)
})

test('looks that come sooner than asked make the waits after them no longer than the time that has passed', () => {
  let waitedMs = 0
  for (let look = 0; look < 50; look += 1) waitedMs += 40
  expect(lookGap(waitedMs)).toBe(800)
})
