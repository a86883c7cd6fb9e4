import { describe, expect, test } from 'vitest'

import { rowWindow } from '../../../../dashboard/now/table/row-window.ts'

const view = { height: 800, rowHeight: 44 }

test('up to a hundred rows are all there', () => {
  expect(rowWindow(100, { ...view, above: 10_000 })).toEqual({ first: 0, end: 100 })
})

describe.each([-300, 0, 44, 4_400, 43_999, 80_000, 87_000, 90_000])(
  'of 2,000, %i px scrolled past',
  (above) => {
    const { first, end } = rowWindow(2000, { ...view, above })

    test('every row in view is there', () => {
      const inView = Math.min(2000 - 19, Math.max(0, Math.floor(above / 44)))
      expect(first).toBeLessThanOrEqual(inView)
      expect(end).toBeGreaterThanOrEqual(Math.min(2000, inView + 19))
    })

    test('less than 100 rows are', () => {
      expect(end - first).toBeLessThan(100)
      expect(first).toBeGreaterThanOrEqual(0)
    })
  },
)

test('a step of the wheel draws nothing anew', () => {
  expect(rowWindow(2000, { ...view, above: 20_020 })).toEqual(rowWindow(2000, { ...view, above: 20_120 }))
})
