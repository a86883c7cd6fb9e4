import { expect, test } from 'vitest'

import { timesBetween } from '../../../shared/core/maintenance/window-state.ts'
import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import { DAY, HOUR, isoInstant } from '../../../shared/core/time/units.ts'

/** A Tuesday. */
const NOW = Date.parse('2026-11-24T18:00:00Z')

const NIGHTLY: MaintenanceWindow = {
  mode: 'mute',
  zone: 'UTC',
  start: '17:00',
  days: ['mon', 'tue'],
  durationMinutes: 120,
}

const times = (window: MaintenanceWindow, from = NOW, upTo = NOW + 7 * DAY) =>
  timesBetween(window, from, upTo).map(({ from, until }) => [isoInstant(from), isoInstant(until)])

test('the time that holds and those to come are told, and one that begins in a week', () => {
  expect(times(NIGHTLY)).toEqual([
    ['2026-11-24T17:00:00.000Z', '2026-11-24T19:00:00.000Z'],
    ['2026-11-30T17:00:00.000Z', '2026-11-30T19:00:00.000Z'],
    ['2026-12-01T17:00:00.000Z', '2026-12-01T19:00:00.000Z'],
  ])
})

test('one that has just ended is none, and one of another week is none', () => {
  expect(times(NIGHTLY, NOW + HOUR)).toHaveLength(2)
  const { days: _days, ...once } = NIGHTLY
  expect(times({ ...once, start: '2026-12-24T17:00' })).toEqual([])
})
