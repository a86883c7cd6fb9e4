import { expect, test } from 'vitest'

import { timeTicks } from '../../../dashboard/monitor/chart/time-scale.ts'
import { zoneOffset } from '../../../dashboard/parts/zone-clock.ts'
import { topWithLane, tripScale, tripTicks } from '../../../dashboard/monitor/chart/trip-scale.ts'
import { DAY, HOUR } from '../../../shared/core/time/units.ts'

const at = (text: string) => Date.parse(text)
const labels = (from: string, to: string, zone: string, most = 8) =>
  timeTicks({ from: at(from), to: at(to) }, zone, most).map(({ label }) => label)

test('a day is parted by the clocks of the zone, and a new day says its name', () => {
  expect(labels('2026-11-23T18:00Z', '2026-11-24T18:00Z', 'Europe/Berlin')).toEqual([
    ...['21:00', '24 Nov', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00'],
  ])
})

test('hours of a zone that is off the hour are its own', () => {
  const [first] = timeTicks(
    { from: at('2026-11-24T00:00Z'), to: at('2026-11-24T12:00Z') },
    'Asia/Kathmandu',
    6,
  )
  expect(first).toEqual({ at: at('2026-11-24T00:15Z'), label: '06:00' })
})

test('the day on which clocks change has no tick twice, and stays on full hours', () => {
  const ticks = timeTicks({ from: at('2026-10-24T22:00Z'), to: at('2026-10-25T23:00Z') }, 'Europe/Berlin', 9)
  expect(ticks.map(({ label }) => label)).toEqual([
    ...['25 Oct', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00'],
  ])
  expect(new Set(ticks.map((tick) => tick.at)).size).toBe(ticks.length)
})

test.each([
  ['2026-11-24T12:00Z', '2026-11-24T12:10Z', '12:02'],
  ['2026-11-01T00:00Z', '2026-12-01T00:00Z', '5 Nov'],
  ['2025-12-01T00:00Z', '2026-12-01T00:00Z', 'Jan 2026'],
])('from %s to %s there is %s', (from, to, label) => expect(labels(from, to, 'UTC')).toContain(label))

test('a zone west of Greenwich is behind', () => {
  expect(zoneOffset(at('2026-07-01T12:00Z'), 'America/New_York')).toBe(-4 * HOUR)
})

test('round trips are read from a tenth of a second to the timeout', () => {
  const scale = tripScale(1200, 15_000, 300_000)
  expect(scale).toEqual({ least: 100, most: 300_000 })
  expect(tripTicks(scale).map(({ label }) => label)).toEqual(['100 ms', '1 s', '10 s', '1 min', '5 min'])
})

test('a faster one, or one that came late, widens the axis; none makes it longer than a day', () => {
  expect(tripScale(34, 15_000, 60_000)).toEqual({ least: 10, most: 60_000 })
  expect(tripScale(0, 0, 60_000).least).toBe(1)
  expect(tripScale(900, 3 * HOUR, 60_000).most).toBe(3 * HOUR)
  expect(tripScale(900, 3 * DAY, 60_000).most).toBe(DAY)
})

test('the lane takes its pixels from the top of the chart', () => {
  const scale = { least: 100, most: 100_000 }
  const top = topWithLane(scale, 400, 100)
  const share = Math.log(scale.most / scale.least) / Math.log(top / scale.least)
  expect(share * 400).toBeCloseTo(300)
})
