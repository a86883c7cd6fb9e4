import { expect, test } from 'vitest'

import { type Row, flatRows, foldedRows, holding } from '../../../../dashboard/now/table/rows.ts'
import { monitor, overview } from '../fleet.ts'

const down = (id: string) => monitor(id, { health: 'down' })
const fleet = overview(
  [down('a'), down('b'), down('alone'), down('c'), down('d'), down('e'), monitor('up')],
  ['b', 'c', 'e'],
  ['a', 'd'],
)
const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id)
const folded = (...open: string[]) => foldedRows(fleet.monitors, fleet.groups, new Set(open))

test('three that are down together are one row, where the first of them stands; two stand as they are', () => {
  expect(idsOf(folded())).toEqual(['a', 'group b', 'alone', 'd', 'up'])
})

test('the members of an open group follow it, whichever of them opened it', () => {
  expect(idsOf(folded('c'))).toEqual(['a', 'group b', 'b', 'c', 'e', 'alone', 'd', 'up'])
})

test('a group of which a filter leaves two is none', () => {
  const left = fleet.monitors.filter(({ monitorId }) => monitorId !== 'c')
  expect(idsOf(foldedRows(left, fleet.groups, new Set()))).toEqual(['a', 'b', 'alone', 'd', 'e', 'up'])
})

test.each([
  ['up', { id: 'c', index: 0 }, ['c', 'a', 'b']],
  ['down', { id: 'a', index: 2 }, ['b', 'c', 'a']],
  ['where it was', { id: 'b', index: 1 }, ['a', 'b', 'c']],
  ['of which nobody knows', { id: 'x', index: 0 }, ['a', 'b', 'c']],
  ['of a list that is shorter now', { id: 'a', index: 9 }, ['b', 'c', 'a']],
])('a row that is held stays %s', (_where, held, ids) => {
  const rows = flatRows([down('a'), down('b'), down('c')])
  expect(idsOf(holding(rows, held))).toEqual(ids)
})
