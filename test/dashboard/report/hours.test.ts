import { describe, expect, test } from 'vitest'

import type { MonthReport } from '../../../dashboard/api/answers.ts'
import { hourColumns, hourWords, hoursSentence, shareText } from '../../../dashboard/report/hours.ts'
import { leftOutWords } from '../../../dashboard/report/left-out-words.ts'

type Hours = NonNullable<MonthReport['hours']>

/** By hour: how many of 10 runs failed; all others have none. */
function hoursWith(failures: Readonly<Record<number, number>>, change: object = {}): Hours {
  return Array.from({ length: 24 }, (_, hour) => {
    const failed = failures[hour]
    return { hour, figures: { runs: failed === undefined ? 0 : 10, failed: failed ?? 0, ...change } }
  }) as unknown as Hours
}

describe('the sentence', () => {
  test.each([
    ['nothing', {}, 'No run failed.'],
    ['no failure', { 3: 0 }, 'No run failed.'],
    ['one hour', { 2: 5, 3: 1 }, 'Most failures fell between 02:00 and 03:00: 5 of 6.'],
    ['the last hour', { 23: 1 }, 'Most failures fell between 23:00 and 24:00: 1 of 1.'],
    [
      'several hours alike',
      { 2: 2, 5: 2 },
      'Failures were spread over several hours, at most 2 of 4 in one.',
    ],
  ])('of %s', (_what, failures, sentence) => {
    expect(hoursSentence(hoursWith(failures))).toBe(sentence)
  })
})

test('the highest column fills its lane, and the others are drawn to scale', () => {
  const { columns, mostFailed } = hourColumns(hoursWith({ 2: 5, 3: 1, 4: 0 }))
  expect(mostFailed).toBe(0.5)
  expect(columns.slice(2, 6).map(({ failedHeight }) => failedHeight)).toEqual([1, 0.2, 0, 0])
})

test('without a failure or a round trip every column is flat', () => {
  const { columns, mostFailed, slowestMs } = hourColumns(hoursWith({ 2: 0 }))
  expect(
    [mostFailed, slowestMs, ...columns.flatMap((one) => [one.failedHeight, one.p95Height])].every(
      (one) => one === 0,
    ),
  ).toBe(true)
})

test('round trips are drawn up to the slowest p95', () => {
  const { columns, slowestMs } = hourColumns(hoursWith({ 2: 0 }, { p50Ms: 1000, p95Ms: 4000 }))
  expect([slowestMs, columns[2]?.p50Height, columns[2]?.p95Height]).toEqual([4000, 0.25, 1])
  expect(columns.slice(0, 3).map(hourWords)).toEqual([
    '00:00: no runs, p50 1.0 s, p95 4.0 s',
    '01:00: no runs, p50 1.0 s, p95 4.0 s',
    '02:00: 0 of 10 failed, p50 1.0 s, p95 4.0 s',
  ])
})

test.each([
  [0.00001, '< 0.01 %'],
  [0.00347, '0.35 %'],
  [0.125, '13 %'],
  [1, '100 %'],
])('the share %d is %s', (share, text) => {
  expect(shareText(share)).toBe(text)
})

test('what was left out is counted by why', () => {
  expect(leftOutWords({ maintenance: 1200, inconclusive: 0, untried: 3 })).toBe(
    '1,200 in maintenance, 3 without a login',
  )
  expect(leftOutWords({ maintenance: 0, inconclusive: 0, untried: 0 })).toBe('none in this month')
})
