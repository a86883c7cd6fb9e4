import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type MaintenanceWindow, WEEKDAYS } from '../../../shared/core/maintenance/window.ts'
import {
  lastMaintenanceEnd,
  maintenanceAt,
  nextMaintenance,
} from '../../../shared/core/maintenance/maintenance-at.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { modelEndOfCover, occurrencesOn, wallClocks } from './wall-clock-model.ts'
import { randomCases } from '../../support/thorough.ts'

/** Zone and the day about which its clocks change. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Santiago', '2026-09-06'],
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Kwajalein', '1993-08-21'],
] as const

describe.each(CHANGES)('while clocks change: %s about %s', (zone, day) => {
  const change = Date.parse(day)
  const clocks = wallClocks([zone, 'UTC'], change - 20 * DAY, change + 30 * DAY)

  test('windows are what clocks on the wall say, minute by minute', () => {
    fc.assert(
      fc.property(fc.array(windowIn(zone, change), { maxLength: 4 }), instantAbout(change), (windows, at) => {
        const all = occurrencesOn(clocks, windows)
        const covering = all.filter(({ start, end }) => start <= at && at < end)
        const modes = covering.map(({ window }) => window.mode)
        const mode = modes.includes('pause') ? 'pause' : modes[0]
        expect(maintenanceAt(windows, at)).toEqual(mode && { mode, until: modelEndOfCover(all, at) })

        const begins = all.map(({ start }) => start).filter((start) => start > at)
        expect(nextMaintenance(windows, at)?.from ?? Infinity).toBe(Math.min(...begins))

        const after = at - 3 * DAY
        const ends = all.map(({ end }) => end).filter((end) => end > after && end <= at)
        expect(lastMaintenanceEnd(windows, after, at) ?? -Infinity).toBe(Math.max(...ends))
      }),
      { numRuns: randomCases(100, 15) },
    )
  })
})

function instantAbout(change: number) {
  return fc.integer({ min: -3 * DAY, max: 4 * DAY }).map((offset) => change + offset)
}

/** Of any length up to a week, most of them short, and mostly beginning at night, when clocks change. */
function windowIn(zone: string, change: number): fc.Arbitrary<MaintenanceWindow> {
  const hour = fc.oneof({ weight: 2, arbitrary: fc.nat(3) }, fc.nat(23))
  const time = fc
    .tuple(hour, fc.nat(59))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
  const common = {
    mode: fc.constantFrom('mute', 'pause'),
    zone: fc.oneof({ weight: 4, arbitrary: fc.constant(zone) }, fc.constant('UTC')),
    durationMinutes: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 10_080 })),
  } as const
  const days = fc.subarray([...WEEKDAYS], { minLength: 1 })
  const date = fc
    .integer({ min: -4, max: 5 })
    .map((away) => new Date(change + away * DAY).toISOString().slice(0, 10))
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ ...common, start: time, days }) },
    fc.record({ ...common, start: fc.tuple(date, time).map((parts) => parts.join('T')) }),
  )
}
