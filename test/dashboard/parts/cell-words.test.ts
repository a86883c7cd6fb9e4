import { expect, test } from 'vitest'

import { stripWords } from '../../../dashboard/parts/cell-words.ts'
import type { Cell } from '../../../shared/core/history/hour-counts.ts'

const cells = (...list: Cell[]) => list.map((cell) => ({ cell }))

test('a strip is told in words, what failed first', () => {
  expect(stripWords(cells(0, 1, 1, 2, 3, 7, 8, 10), 'day')).toBe(
    '8 days: 2 with failures, 1 slow, 2 up, 1 in maintenance, 1 not tested, 1 without a run',
  )
  expect(stripWords(cells(7), 'run')).toBe('1 run: 1 failed')
})
