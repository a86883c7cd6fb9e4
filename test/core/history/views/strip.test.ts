import { expect, test } from 'vitest'

import { foldCells } from '../../../../shared/core/history/views/strip.ts'

const hours = (...cells: Parameters<typeof foldCells>[0]) => cells
const of24 = (one: 1 | 2 | 7) => Array.from({ length: 24 }, (_, hour) => (hour === 3 ? one : 1))

test.each([
  { day: 'without hours', cells: hours(), cell: 0, worst: 0 },
  { day: 'in which nothing ran', cells: hours(0, 0), cell: 0, worst: 0 },
  { day: 'of maintenance', cells: hours(0, 8, 0), cell: 8, worst: 8 },
  { day: 'in which nothing could be told', cells: hours(8, 10, 0), cell: 10, worst: 10 },
  { day: 'that was up where it was tested', cells: hours(0, 8, 10, 1), cell: 1, worst: 1 },
  { day: 'with a slow hour', cells: of24(2), cell: 2, worst: 2 },
  { day: 'with one hour down, which does not paint the day', cells: of24(7), cell: 4, worst: 7 },
  { day: 'with one failed run, which is never up', cells: hours(1, 1, 3), cell: 3, worst: 3 },
  { day: 'down half the time', cells: hours(1, 7), cell: 5, worst: 7 },
  { day: 'down all the time', cells: hours(7, 7, 0), cell: 7, worst: 7 },
] as const)('a day $day is $cell, its worst hour $worst', ({ cells, cell, worst }) => {
  expect(foldCells(cells)).toEqual({ cell, worst })
})
