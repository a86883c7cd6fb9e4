import { expect, test } from 'vitest'

import { isPastDay, remakeDayOf } from '../../../shared/app/history/past-days.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, lostResult } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'

const MIDNIGHT = Date.UTC(2026, 0, 6)

test.each([
  { now: MIDNIGHT - MINUTE, past: false },
  { now: MIDNIGHT + 25 * MINUTE, past: false },
  { now: MIDNIGHT + 25 * MINUTE + 1, past: true },
  { now: MIDNIGHT + 30 * DAY, past: true },
])('the fifth of January is made again by who changes a result at $now: $past', ({ now, past }) => {
  expect(isPastDay('2026-01-05', now)).toBe(past)
})

test('the day of a run is made again only once it is past', async () => {
  const clock = fakeClock(NOON)
  const runs = memoryStore(clock)
  await runs.putResult(lostResult())
  await remakeDayOf(lostResult(), { clock, runs })
  expect(runs.items().days).toEqual([])
  await clock.advance(DAY)
  await remakeDayOf(lostResult(), { clock, runs })
  expect(runs.items().days).toMatchObject([{ day: '2026-01-05', version: 1 }])
})
