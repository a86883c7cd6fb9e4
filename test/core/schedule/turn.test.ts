import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { nextStart } from '../../../shared/core/schedule/due-times.ts'
import { type Turn, intervalsOfTurn, isItsTurn } from '../../../shared/core/schedule/turn.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'

const NAMES = [
  'home',
  'eu-west-1',
  'berlin',
  'office',
  'ap-south-1',
  'sa-east-1',
  'oslo',
  'rome',
  'lima',
  'oran',
]

const turn: fc.Arbitrary<Turn> = fc.integer({ min: 2, max: NAMES.length }).chain((count) =>
  fc.record({
    locations: fc.shuffledSubarray(NAMES, { minLength: count, maxLength: count }),
    perRun: fc.integer({ min: 1, max: count - 1 }),
    intervalMinutes: fc.constantFrom(1, 2, 5, 7, 10, 60, 1440),
  }),
)

/** Some interval of these years, by its number. */
const slot = fc.integer({ min: 1, max: 30_000_000 })

function whoseTurn({ locations, ...rest }: Turn, number: number): string[] {
  return locations.filter((location) =>
    isItsTurn(location, number * rest.intervalMinutes * MINUTE, { locations, ...rest }),
  )
}

describe('locations that take turns', () => {
  test('in every interval run exactly as many as shall', () => {
    fc.assert(fc.property(turn, slot, (one, number) => whoseTurn(one, number).length === one.perRun))
  })

  test('the next ones follow, in the order written, and behind the last comes the first', () => {
    fc.assert(
      fc.property(turn, slot, (one, number) => {
        const { locations, perRun } = one
        const before = new Set(whoseTurn(one, number))
        const last = locations.findIndex(
          (location, at) => before.has(location) && !before.has(locations[(at + 1) % locations.length] ?? ''),
        )
        const next = Array.from(
          { length: perRun },
          (_, more) => locations[(last + 1 + more) % locations.length],
        )
        expect(new Set(whoseTurn(one, number + 1))).toEqual(new Set(next))
      }),
    )
  })

  test('each runs at least once in a full turn, and exactly once where they share it evenly', () => {
    fc.assert(
      fc.property(turn, slot, (one, number) => {
        const { locations, perRun } = one
        const intervals = intervalsOfTurn(locations.length, perRun)
        const ran = Array.from({ length: intervals }, (_, more) => whoseTurn(one, number + more)).flat()
        expect(new Set(ran)).toEqual(new Set(locations))
        if (locations.length % perRun === 0) expect(ran).toHaveLength(locations.length)
      }),
    )
  })

  test('over as many intervals as there are locations each runs as often as the others', () => {
    fc.assert(
      fc.property(turn, slot, (one, number) => {
        const ran = one.locations.flatMap((_, more) => whoseTurn(one, number + more))
        for (const location of one.locations) {
          expect(ran.filter((other) => other === location)).toHaveLength(one.perRun)
        }
      }),
    )
  })

  test('whose turn it is does not change within an interval, wherever in it a schedule starts', () => {
    fc.assert(
      fc.property(turn, slot, fc.constantFrom(...NAMES), (one, number, location) => {
        const { intervalMinutes, locations } = one
        const from = number * intervalMinutes * MINUTE
        const schedule = { monitorId: 'inbox', intervalMinutes, location, takesTurns: true }
        const starts = nextStart(schedule, from - 1)
        expect(starts).toBeGreaterThanOrEqual(from)
        expect(starts).toBeLessThan(from + intervalMinutes * MINUTE)
        expect(isItsTurn(location, starts, one)).toBe(
          locations.includes(location) && isItsTurn(location, from, one),
        )
      }),
    )
  })

  test('a place that is none of them never has a turn', () => {
    const one = { locations: ['home', 'berlin'], perRun: 1, intervalMinutes: 10 }
    expect(isItsTurn('rome', 0, one)).toBe(false)
  })
})

describe('schedules of one monitor at several locations', () => {
  const START = Date.UTC(2026, 0, 5)
  const placesOf = (takesTurns: boolean, monitorId = 'inbox') =>
    NAMES.map((location) => nextStart({ monitorId, intervalMinutes: 10, location, takesTurns }, START - 1))

  test('do not start at once', () => {
    expect(new Set(placesOf(false)).size).toBe(NAMES.length)
  })

  test('that take turns start within half a minute of the same place, so that runs come as often as written', () => {
    for (const monitorId of ['inbox', 'shop', 'a', 'b', 'c']) {
      const places = placesOf(true, monitorId)
      expect(Math.max(...places) - Math.min(...places)).toBeLessThan(MINUTE / 2)
    }
  })
})
