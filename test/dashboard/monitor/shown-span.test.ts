import { expect, test } from 'vitest'

import {
  fitting,
  historySpan,
  inAddress,
  inQuestion,
  panned,
  spanIn,
  usualSpan,
  zoomed,
} from '../../../dashboard/monitor/span/shown-span.ts'
import { DAY, HOUR, MINUTE } from '../../../shared/core/time/units.ts'
import { AT } from './fixtures.ts'

const query = (text: string) => spanIn(new URLSearchParams(text), AT, '24h')

test('a named span ends now, and is asked for without an end', () => {
  expect(query('span=7d')).toEqual({ from: AT - 7 * DAY, to: AT, name: '7d' })
  expect(inQuestion(query('span=7d'))).toEqual({ from: '2026-11-17T12:00:00.000Z' })
})

test.each(['', 'span=century', 'from=yesterday&to=today', 'from=2026-11-24T02:00Z&to=2026-11-24T01:00Z'])(
  '%j is the span by default',
  (text) => expect(query(text)).toEqual({ from: AT - DAY, to: AT, name: '24h' }),
)

test('a span by hand is kept as it is, and wins over a name', () => {
  const span = query('span=30d&from=2026-11-20T00:00Z&to=2026-11-21T00:00:30Z')
  expect(span).toEqual({ from: Date.parse('2026-11-20T00:00Z'), to: Date.parse('2026-11-21T00:00:30Z') })
  expect(inAddress(span)).toEqual({ from: '2026-11-20T00:00Z', to: '2026-11-21T00:00:30Z' })
  expect(inQuestion(span)).toEqual({ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:30.000Z' })
})

test('zooming keeps the place of what it is about, and ends at ten minutes and 400 days', () => {
  const span = { from: AT - 4 * HOUR, to: AT }
  expect(zoomed(span, 0.5, AT - HOUR, AT)).toEqual({ from: AT - 2.5 * HOUR, to: AT - 0.5 * HOUR })
  expect(zoomed({ from: AT - 20 * MINUTE, to: AT }, 0.1, AT, AT)).toEqual({ from: AT - 10 * MINUTE, to: AT })
  expect(zoomed({ from: AT - 300 * DAY, to: AT }, 2, AT, AT)).toEqual({ from: AT - 400 * DAY, to: AT })
})

test('nothing is shown of the future', () => {
  expect(panned({ from: AT - HOUR, to: AT }, 0.5, AT)).toEqual({ from: AT - HOUR, to: AT })
  expect(fitting({ from: AT - HOUR, to: AT + HOUR }, AT)).toEqual({ from: AT - 2 * HOUR, to: AT })
})

test('history shows at least the day around it', () => {
  const hour = { from: AT - 30 * HOUR, to: AT - 29 * HOUR }
  expect(historySpan(hour, AT)).toEqual({ from: AT - 41.5 * HOUR, to: AT - 17.5 * HOUR })
  const week = query('span=7d')
  expect(historySpan(week, AT)).toBe(week)
  expect(historySpan(query('span=2h'), AT)).toEqual({ from: AT - DAY, to: AT, name: '24h' })
})

test('a monitor of this hour is shown over two hours', () => {
  expect(usualSpan([...Array.from({ length: 47 }, () => 0), 1])).toBe('2h')
  expect(usualSpan([...Array.from({ length: 40 }, () => 0), ...Array.from({ length: 8 }, () => 1)])).toBe(
    '24h',
  )
  expect(usualSpan(Array.from({ length: 48 }, () => 0))).toBe('24h')
})
