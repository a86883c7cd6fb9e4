import { expect, test } from 'vitest'

import { foundAt } from '../../../dashboard/monitor/chart/found-at.ts'
import { stopsOf } from '../../../dashboard/monitor/chart/stops.ts'
import { column, columnsAnswer, failure } from './fixtures.ts'

const MIDNIGHT = Date.parse('2026-11-24T00:00:00Z')
const stops = stopsOf(
  columnsAnswer(
    [column(0, { 2: 12 }), column(1, { 2: 12 })],
    [failure('2026-11-24T01:20:00Z'), failure('2026-11-24T01:22:00Z')],
  ),
)
/** Two pixels a minute; whatever came back lies 100 pixels from the top. */
const xOf = (at: number) => (at - MIDNIGHT) / 30_000
const found = foundAt(
  {
    xOf,
    atX: (x) => MIDNIGHT + x * 30_000,
    spotOf: (stop) => ({
      x: stop.kind === 'column' ? xOf((stop.at + stop.to) / 2) : xOf(stop.at),
      y: stop.kind === 'failed' ? 22 : 100,
    }),
    show: () => undefined,
    remove: () => undefined,
  },
  stops,
)

test('the pointer finds the nearest point, else the column that it is over', () => {
  expect(found.stop({ x: 160, y: 25 })).toMatchObject({ kind: 'failed' })
  expect(found.stop({ x: 10, y: 250 })).toMatchObject({ kind: 'column', at: MIDNIGHT })
  expect(found.stop({ x: 900, y: 250 })).toBeUndefined()
})

test('a mark for several is found in the lane alone', () => {
  expect(found.group({ x: 165, y: 20 })?.stops).toHaveLength(2)
  expect(found.group({ x: 165, y: 90 })).toBeUndefined()
  expect(found.group({ x: 40, y: 20 })).toBeUndefined()
})

test('before the chart is drawn there is nothing to find', () => {
  expect(foundAt(undefined, stops).stop({ x: 160, y: 25 })).toBeUndefined()
})
