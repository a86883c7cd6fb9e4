import { expect, test } from 'vitest'

import { nearest, nextIndex } from '../../../dashboard/monitor/chart/nearest.ts'
import { stopWords } from '../../../dashboard/monitor/chart/stop-words.ts'
import { locationsOf, stopsOf } from '../../../dashboard/monitor/chart/stops.ts'
import { column, columnsAnswer, failure, runsAnswer } from './fixtures.ts'

const reader = { zone: 'UTC', now: Date.parse('2026-11-24T18:00:00Z'), places: false }

test('runs and failures are gone through in the order of time', () => {
  const stops = stopsOf(
    runsAnswer(
      [
        ['2026-11-24T10:00:00Z', 1900],
        ['2026-11-24T10:10:00Z', 850],
      ],
      [
        failure('2026-11-24T10:20:00Z', { reason: 'message-not-delivered' }),
        failure('2026-11-24T10:05:00Z', { outcome: 'failed', reason: 'mailbox-login-refused' }),
        failure('2026-11-24T09:00:00Z', { lateByMs: 423_000 }),
      ],
    ),
  )
  expect(stops.map((stop) => stopWords(stop, reader))).toEqual([
    '09:00: came late, after 7 min 3 s',
    '10:00: 1.9 s',
    '10:05: failed: the mailbox server refused the login',
    '10:10: 850 ms',
    '10:20: lost: the test message did not arrive in time',
  ])
})

test('a location is said where there are several', () => {
  const stops = stopsOf(
    runsAnswer([['2026-11-24T10:00:00Z', 1900]], [failure('2026-11-24T11:00:00Z', { location: 'us' })]),
  )
  expect(locationsOf(stops)).toEqual(['eu', 'us'])
  expect(stops.map((stop) => stopWords(stop, { ...reader, places: true }))).toEqual([
    '10:00: 1.9 s, eu',
    '11:00: lost, us',
  ])
})

test('a reason of a newer server is said as it came', () => {
  const [stop] = stopsOf(runsAnswer([], [failure('2026-11-24T10:00:00Z', { reason: 'sun-flare' as never })]))
  expect(stop && stopWords(stop, reader)).toBe('10:00: lost: sun-flare')
})

test('columns without a run are left out, and failures are told beside them', () => {
  const stops = stopsOf(
    columnsAnswer([column(0, { 2: 12 }), column(1, {})], [failure('2026-11-24T01:30:00Z')]),
  )
  expect(stops.map((stop) => stopWords(stop, reader))).toEqual([
    '00:00 to 01:00: 12 runs, half within 300 ms, 95 % within 800 ms',
    '01:30: lost',
  ])
})

test('the nearest point is found, and none beyond reach', () => {
  const spots = [
    { x: 0, y: 0 },
    { x: 10, y: 10 },
    { x: 12, y: 50 },
  ]
  expect(nearest(spots, { x: 11, y: 14 }, 24)).toBe(1)
  expect(nearest(spots, { x: 100, y: 100 }, 24)).toBe(-1)
})

test('keys go to the next that fits, and stay where there is none', () => {
  const all = [1, 2, 3, 5, 8]
  const isOdd = (one: number) => one % 2 === 1
  expect(nextIndex(all, 0, 1, isOdd)).toBe(2)
  expect(nextIndex(all, 3, 1, isOdd)).toBe(3)
  expect(nextIndex(all, -1, 1, isOdd)).toBe(0)
})
