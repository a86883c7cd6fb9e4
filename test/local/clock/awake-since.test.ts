import { expect, test } from 'vitest'

import { awakeSince } from '../../../local/clock/awake-since.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

/** What is answered when it is asked at these minutes after noon, as minutes after noon. */
function askedAt(...minutes: number[]): number[] {
  let now = NOON
  const since = awakeSince({ now: () => now })
  return minutes.map((minute) => {
    now = NOON + minute * MINUTE
    return (since() - NOON) / MINUTE
  })
}

test('a machine that is asked each minute has been awake since the start', () => {
  expect(askedAt(1, 2, 3, 4.5)).toEqual([0, 0, 0, 0])
})

test('after a sleep, and after a clock set back, it has been awake since then', () => {
  expect(askedAt(1, 90, 91, 92)).toEqual([0, 90, 90, 90])
  expect(askedAt(1, 2, -600, -599)).toEqual([0, 0, -600, -600])
})
