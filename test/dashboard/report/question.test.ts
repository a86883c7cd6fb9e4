import { expect, test } from 'vitest'

import { monthLater, monthNow } from '../../../dashboard/parts/months.ts'
import { questionIn } from '../../../dashboard/report/question.ts'

const NOW = Date.parse('2026-11-30T23:30:00Z')

test.each([
  ['', { month: '2026-12' }],
  ['month=2026-02&tag=web&goal=99.9', { month: '2026-02', tag: 'web', goal: '99.9' }],
  ['month=nonsense&tag=&goal=', { month: 'nonsense' }],
])('the address %j asks for %j', (query, question) => {
  expect(questionIn(new URLSearchParams(query), NOW, 'Europe/Berlin')).toEqual(question)
})

test('the month is that of the zone', () => {
  expect([monthNow(NOW, 'UTC'), monthNow(NOW, 'Europe/Berlin')]).toEqual(['2026-11', '2026-12'])
})

test('the months before and after, also across a year; none of what is no month', () => {
  expect([monthLater('2026-12', 1), monthLater('2026-01', -1), monthLater('x', 1)]).toEqual([
    '2027-01',
    '2025-12',
    undefined,
  ])
})
