import { expect, test } from 'vitest'

import { lastHours, spanWords, stripSpan } from '../../../../dashboard/now/table/strip-span.ts'
import { monitor } from '../fleet.ts'

/** Its first run was so many hours ago. */
const lived = (hours: number) =>
  monitor('one', {
    hours: Array.from({ length: 48 }, (_, index) => (index >= 48 - hours ? 1 : 0)),
    ...(hours > 0 && { lastRunAt: '2026-11-24T17:59:00.000Z' }),
  })

test.each([
  ['nothing has run', [lived(0)], 'Last runs'],
  ['the first run is within two hours', [lived(2), lived(1)], 'Last runs'],
  ['of eleven monitors the first run is', Array.from({ length: 11 }, () => lived(1)), 'Last 6 hours'],
  ['the first run was yesterday', [lived(30), lived(1)], 'Last 30 hours'],
  ['there was none so long ago', [lived(48), lived(1)], 'Last 30 days'],
  ['all rest for longer', [{ ...lived(0), lastRunAt: '2026-10-01T00:00:00.000Z' }], 'Last 30 days'],
])('where %s, strips show: %s', (_what, monitors, words) => {
  expect(spanWords(stripSpan(null, monitors))).toBe(words)
})

test('what is chosen is shown, whatever there is', () => {
  expect(stripSpan('90d', [lived(1)])).toEqual({ by: 'day', count: 90 })
  expect(stripSpan('toString', [lived(48)])).toEqual({ by: 'day', count: 30 })
})

test('the last hours begin where the hours of the monitor say', () => {
  const { cells, starts } = lastHours({ ...lived(1), hoursFrom: '2026-11-22T19:00:00.000Z' }, 24)
  expect(cells).toHaveLength(24)
  expect(cells.at(-1)).toEqual({ cell: 1, worst: 1 })
  expect(new Date(starts.at(-1) ?? 0).toISOString()).toBe('2026-11-24T18:00:00.000Z')
})
