import { expect, test } from 'vitest'

import type { ListedWindow } from '../../../dashboard/api/answers.ts'
import { startOfDay, weekOf } from '../../../dashboard/maintenance/week.ts'
import { dayName, timeWords } from '../../../dashboard/maintenance/words.ts'
import { HOUR, isoInstant } from '../../../shared/core/time/units.ts'

/** A Tuesday. */
const NOW = Date.parse('2026-11-24T18:00:00Z')

const listed = (from: string, until: string): ListedWindow => ({
  id: from,
  monitorId: 'shop',
  number: 1,
  state: 'coming',
  week: [{ from, until }],
})

test('a window that crosses midnight stands in both days', () => {
  const days = weekOf([listed('2026-11-25T21:00:00Z', '2026-11-26T01:00:00Z')], NOW, 'UTC')
  expect(days).toHaveLength(7)
  expect(
    days.map(({ from, times }) => [dayName(from, 'UTC'), ...times.map((one) => timeWords(one, 'UTC'))]),
  ).toEqual([
    ['Tue 24 Nov'],
    ['Wed 25 Nov', 'from 21:00'],
    ['Thu 26 Nov', 'until 01:00'],
    ['Fri 27 Nov'],
    ['Sat 28 Nov'],
    ['Sun 29 Nov'],
    ['Mon 30 Nov'],
  ])
})

test('one of several days fills those between, and one that ends at midnight not the next', () => {
  const days = weekOf([listed('2026-11-24T12:00:00Z', '2026-11-27T00:00:00Z')], NOW, 'UTC')
  expect(days.flatMap(({ times }) => times.map((one) => timeWords(one, 'UTC')))).toEqual([
    'from 12:00',
    'all day',
    'until 00:00',
  ])
})

test('times of a day are in order, whoever comes first in the list', () => {
  const later = listed('2026-11-24T22:00:00Z', '2026-11-24T23:00:00Z')
  const earlier = listed('2026-11-24T19:00:00Z', '2026-11-24T20:00:00Z')
  const [today] = weekOf([later, earlier], NOW, 'UTC')
  expect(today?.times.map(({ window }) => window.id)).toEqual([earlier.id, later.id])
})

test.each([
  ['2026-11-24T18:00:00Z', 'UTC', '2026-11-24T00:00:00.000Z'],
  ['2026-11-24T23:30:00Z', 'Europe/Berlin', '2026-11-24T23:00:00.000Z'],
  ['2026-11-24T22:30:00Z', 'Europe/Berlin', '2026-11-23T23:00:00.000Z'],
  ['2026-03-29T12:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-10-25T12:00:00Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['2026-11-24T18:00:00Z', 'Asia/Kathmandu', '2026-11-23T18:15:00.000Z'],
])('the day of %s in %s begins at %s', (at, zone, begin) => {
  expect(isoInstant(startOfDay(Date.parse(at), zone))).toBe(begin)
})

test('a day on which the clocks change has 23 or 25 hours', () => {
  const lengths = (at: string) =>
    weekOf([], Date.parse(at), 'Europe/Berlin').map(({ from, until }) => (until - from) / HOUR)
  expect(lengths('2026-03-27T12:00:00Z')).toEqual([24, 24, 23, 24, 24, 24, 24])
  expect(lengths('2026-10-24T12:00:00Z')).toEqual([24, 25, 24, 24, 24, 24, 24])
})
