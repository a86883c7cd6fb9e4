import { expect, test } from 'vitest'

import { phaseRows, sparkPath } from '../../../dashboard/monitor/phases/phase-rows.ts'
import { column, columnsAnswer, runsAnswer } from './fixtures.ts'

const at = (minute: number) => `2026-11-24T10:0${minute}:00Z`

test('of runs the usual is the median, and the last is that of the last run which got there', () => {
  const rows = phaseRows(
    runsAnswer([
      [at(0), 900, { 'smtp.connect': 10 }],
      [at(1), 900, { 'smtp.connect': 400 }],
      [at(2), 900, { 'smtp.connect': 12 }],
      [at(3), 900, {}],
    ]),
    ['smtp.connect', 'mailbox.tls'],
  )
  expect(rows).toEqual([
    { name: 'smtp.connect', usualMs: 12, lastMs: 12, least: 10, most: 400, values: [10, 400, 12, undefined] },
  ])
})

test('of days it is the mean over all runs, and the greatest is that of a run', () => {
  const day = (hour: number, count: number, sumMs: number, maxMs: number) => ({
    ...column(hour, { 1: count }),
    phases: { transit: { count, sumMs, maxMs } },
  })
  const [row] = phaseRows(columnsAnswer([day(0, 10, 1000, 900), day(1, 30, 9000, 4000)]), ['transit'])
  expect(row).toMatchObject({ usualMs: 250, lastMs: 300, least: 100, most: 4000, values: [100, 300] })
})

test('a spark is broken where nothing got there', () => {
  const row = { name: 'transit', usualMs: 2, lastMs: 4, least: 0, most: 4, values: [0, 4, undefined, 4] }
  expect(sparkPath(row, 30, 10)).toBe('M0.0 10.0L10.0 0.0M30.0 0.0')
})

test('one value is a line in the middle of nothing', () => {
  const row = { name: 'transit', usualMs: 7, lastMs: 7, least: 7, most: 7, values: [7] }
  expect(sparkPath(row, 30, 10)).toBe('M0.0 5.0')
})
