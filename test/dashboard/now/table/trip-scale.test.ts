import { expect, test } from 'vitest'

import { tripShare } from '../../../../dashboard/now/table/trip-scale.ts'

test.each([
  [10, 0],
  [100, 0],
  [300_000, 1],
  [900_000, 1],
])('%i ms is at the end of the bar: %i', (ms, share) => {
  expect(tripShare(ms)).toBe(share)
})

test('each tenfold is as long as any other', () => {
  expect(tripShare(10_000) - tripShare(1000)).toBeCloseTo(tripShare(1000) - tripShare(100))
})
