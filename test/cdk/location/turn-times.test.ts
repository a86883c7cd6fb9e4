import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseEvent } from '../../../functions/probe/parse-event.ts'
import { turnTimes } from '../../../cdk/location/turn-times.ts'
import { isItsTurn } from '../../../shared/core/schedule/turn.ts'
import { HOUR, MINUTE, SECOND, isoInstant } from '../../../shared/core/time/units.ts'
import { longTest } from '../../support/thorough.ts'

const LOCATIONS = ['home', 'eu-west-1', 'berlin', 'oslo', 'rome']
const INTERVALS = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440]
const START = Date.UTC(2026, 0, 5)

/** Whether a field of a cron expression, `*`, `7` or `7/15`, has this value. */
function has(field: string | undefined, value: number): boolean {
  if (field === undefined || field === '*') return true
  const [first = 0, step = Infinity] = field.split('/').map(Number)
  return value === first || (value > first && (value - first) % step === 0)
}

/** The minutes of so many intervals from the start of a day on in which the rule fires. */
function firings(monitorId: string, intervalMinutes: number, intervals: number): number[] {
  const times = turnTimes({ monitorId, intervalMinutes })
  const all = Array.from({ length: intervals * intervalMinutes }, (_, n) => START + n * MINUTE)
  return all.filter(
    (at) => has(times?.minute, (at / MINUTE) % 60) && has(times?.hour, Math.floor(at / HOUR) % 24),
  )
}

/** As the event tells it, so late. */
function scheduledAt(at: number, lateSeconds: number): number {
  const event = { monitorId: 'inbox', location: 'berlin', scheduledAt: isoInstant(at + lateSeconds * SECOND) }
  return parseEvent(event, 'berlin').scheduledAt
}

const late = fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 64, maxLength: 64 })

describe.each(INTERVALS)('rules of locations that take turns every %i minutes', (intervalMinutes) => {
  longTest(
    'start exactly as many runs as shall in each interval, however late in its minute each rule fires',
    () => {
      const monitor = fc.string({ minLength: 1, maxLength: 8 })
      const perRun = fc.integer({ min: 1, max: LOCATIONS.length - 1 })
      const property = fc.property(monitor, perRun, late, (monitorId, k, seconds) => {
        const turn = { locations: LOCATIONS, perRun: k, intervalMinutes }
        const taken = new Map<number, number>()
        for (const [place, location] of LOCATIONS.entries()) {
          for (const [nth, at] of firings(monitorId, intervalMinutes, 12).entries()) {
            const scheduled = scheduledAt(at, seconds[(nth * LOCATIONS.length + place) % 64] ?? 0)
            const slot = Math.floor(scheduled / (intervalMinutes * MINUTE))
            if (isItsTurn(location, scheduled, turn)) taken.set(slot, (taken.get(slot) ?? 0) + 1)
          }
        }
        expect([...taken.values()]).toEqual(Array.from({ length: 12 }, () => k))
      })
      fc.assert(property, { numRuns: 20 })
    },
  )
})

test.each([7, 45, 50, 90, 300, 1439])('every %i minutes is no cron expression', (intervalMinutes) => {
  expect(turnTimes({ monitorId: 'inbox', intervalMinutes })).toBeUndefined()
})

test('many monitors of one interval start in different minutes of it', () => {
  const minutes = Array.from({ length: 40 }, (_, n) =>
    turnTimes({ monitorId: `m${String(n)}`, intervalMinutes: 10 }),
  )
  expect(new Set(minutes.map((one) => one?.minute)).size).toBeGreaterThan(5)
})
