import { expect, test } from 'vitest'

import { heatCells, heatStep } from '../../../dashboard/monitor/chart/heat.ts'
import { stopsOf } from '../../../dashboard/monitor/chart/stops.ts'
import { column, columnsAnswer } from './fixtures.ts'

const answer = columnsAnswer([column(0, { 1: 16, 2: 1 }), column(1, {}), column(2, { 0: 4, 3: 4 })])
const columns = stopsOf(answer).filter((stop) => stop.kind === 'column')

test('each bucket that holds something is a field between its bounds', () => {
  const cells = heatCells(columns, answer.bounds)
  expect(cells.map(({ least, most, count }) => [least, most, count])).toEqual([
    [10, 100, 16],
    [100, 1000, 1],
    [1, 10, 4],
    [1000, 10_000, 4],
  ])
})

test('the fullest is the darkest, and a single one is seen', () => {
  expect(heatCells(columns, answer.bounds).map(({ step }) => step)).toEqual([5, 2, 3, 3])
  expect(heatStep(1, 1_000_000)).toBe(1)
  expect(heatStep(7, 7)).toBe(5)
})

test('two clusters stay two: nothing is painted between them', () => {
  const cells = heatCells(columns, answer.bounds).filter(({ from }) => from === columns.at(-1)?.at)
  expect(cells.map(({ least }) => least)).toEqual([1, 1000])
})
