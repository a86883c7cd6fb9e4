import { expect, test } from 'vitest'

import type { Availability } from '../../../dashboard/api/answers.ts'
import { columnAt, historyColumns } from '../../../dashboard/monitor/history/history-columns.ts'

type Figures = Availability['rows'][number]['figures']

const row = (figures: Partial<Figures>) => ({
  name: '',
  from: '2026-11-24T00:00:00Z',
  to: '2026-11-25T00:00:00Z',
  figures: {
    runs: 0,
    ok: 0,
    failed: 0,
    slow: 0,
    maintenance: 0,
    availabilityText: '-',
    ...figures,
  } as Figures,
})
const redOf = (failed: number, runs: number) => historyColumns({ rows: [row({ runs, failed })] }, 40)[0]?.red

test('the red part is the share that failed, not the whole day', () => {
  expect(redOf(0, 288)).toBe(0)
  expect(redOf(144, 288)).toBe(20)
  expect(redOf(288, 288)).toBe(40)
})

test('slow runs take their part of the cell', () => {
  const amberOf = (slow: number) => historyColumns({ rows: [row({ runs: 12, slow })] }, 40)[0]?.amber
  expect([0, 1, 6, 12].map(amberOf)).toEqual([0, 3, 12, 24])
})

test('one failure of thousands still shows', () => expect(redOf(1, 5000)).toBe(3))

test('what was not tested is no failure', () => {
  const kinds = historyColumns({ rows: [row({}), row({ maintenance: 3 }), row({ runs: 1 })] }, 40)
  expect(kinds.map(({ kind }) => kind)).toEqual(['none', 'maintenance', 'tested'])
})

test('the pointer finds its column, at the edges too', () => {
  const columns = Array.from({ length: 24 })
  expect([-0.1, 0, 0.5, 0.999, 1].map((part) => columnAt(columns, part))).toEqual([0, 0, 12, 23, 23])
})
