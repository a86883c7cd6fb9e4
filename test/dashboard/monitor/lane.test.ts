import { expect, test } from 'vitest'

import { laneMarks } from '../../../dashboard/monitor/chart/lane.ts'
import { AT, failed } from './fixtures.ts'

/** Two pixels a minute. */
const xOf = (at: number) => (at - AT) / 30_000

test('failures that lie apart are marks of their own', () => {
  const marks = laneMarks([failed(0), failed(10, 'refused')], xOf, 14)
  expect(marks.map(({ x, fate, stops }) => [x, fate, stops.length])).toEqual([
    [0, 'lost', 1],
    [20, 'refused', 1],
  ])
})

test('those that would touch are one mark with a count, in the middle of them', () => {
  const [mark, ...more] = laneMarks([failed(0), failed(2), failed(6)], xOf, 14)
  expect(more).toEqual([])
  expect(mark).toMatchObject({ x: 6, fate: 'lost', from: AT, to: AT + 360_000 })
  expect(mark?.stops).toHaveLength(3)
})

test('a mark of different fates says so', () => {
  expect(laneMarks([failed(0), failed(1, 'late')], xOf, 14)[0]?.fate).toBe('mixed')
})

test('however far out, none is left out', () => {
  const many = Array.from({ length: 4000 }, (_, index) => failed(index))
  for (const width of [2000, 300, 3, 0.01]) {
    const marks = laneMarks(many, (at) => ((at - AT) / (4000 * 60_000)) * width, 14)
    expect(marks.reduce((sum, { stops }) => sum + stops.length, 0)).toBe(4000)
    expect(marks.length).toBeLessThanOrEqual(Math.ceil(width / 14) + 1)
  }
})
