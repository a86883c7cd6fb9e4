import { describe, expect, test } from 'vitest'

import { type DayItem, dayOf } from '../../../shared/core/history/day.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const MIDNIGHT = Date.UTC(2026, 0, 5)

/** A day in which every field is filled, or the one that these changes make of it. */
function dayItem(change: Partial<DayItem> = {}): DayItem {
  const results = [
    deliveredResult(),
    deliveredResult({ scheduledAt: NOON + MINUTE, roundTripMs: 1520, slow: ['roundTrip'] }),
    deliveredResult({ scheduledAt: NOON + 2 * MINUTE, roundTripMs: 9, trigger: 'recheck' }),
    lostResult({ scheduledAt: NOON + 3 * MINUTE, lateArrival: { seenAt: NOON, delayMs: 1 } }),
    lostResult({ scheduledAt: MIDNIGHT, status: 51, reason: 'dns-failure' }),
    lostResult({ scheduledAt: NOON + 4 * MINUTE, tried: false }),
    deliveredResult({ location: 'eu-west-1', roundTripMs: 400_000 }),
  ]
  return { ...dayOf('inbox', '2026-01-05', results), ...change }
}

export function dayContract(under: StoreUnderTest): void {
  describe('the results of a day', () => {
    test('are those scheduled on it, UTC, at every location and of every trigger, oldest first', async () => {
      const results = [
        lostResult({ scheduledAt: MIDNIGHT }),
        deliveredResult({ scheduledAt: MIDNIGHT + MINUTE, trigger: 'on-demand' }),
        lostResult({ scheduledAt: MIDNIGHT + MINUTE, trigger: 'recheck', location: 'us-east-1' }),
        deliveredResult({ location: 'eu-west-1' }),
        deliveredResult({ scheduledAt: MIDNIGHT + DAY - MINUTE }),
      ].toSorted((a, b) => (a.runId < b.runId ? -1 : 1))
      const asides = [
        deliveredResult({ scheduledAt: MIDNIGHT - 1 }),
        deliveredResult({ scheduledAt: MIDNIGHT + DAY }),
        deliveredResult({ monitorId: 'outbox' }),
      ]
      for (const result of [...asides, ...results.toReversed()]) await under.store.putResult(result)
      expect(await under.another.resultsOfDay('inbox', '2026-01-05')).toEqual(results)
      expect(await under.another.resultsOfDay('inbox', '2026-01-07')).toEqual([])
      expect(await under.another.resultsOfDay('nobody', '2026-01-05')).toEqual([])
    })

    test('hold a late arrival that was noted later', async () => {
      const late = { seenAt: NOON + 5 * MINUTE, delayMs: 299_500 }
      await under.store.putResult(lostResult())
      await under.another.noteLateArrival(lostResult(), late)
      expect(await under.store.resultsOfDay('inbox', '2026-01-05')).toEqual([
        lostResult({ lateArrival: late }),
      ])
    })

    test('hold none that has expired', async () => {
      await under.store.putResult(lostResult())
      await under.clock.advance(399 * DAY)
      expect(await under.store.resultsOfDay('inbox', '2026-01-05')).toHaveLength(1)
      await under.clock.advance(2 * DAY)
      expect(await under.store.resultsOfDay('inbox', '2026-01-05')).toEqual([])
    })
  })

  describe('a day', () => {
    test('is read back as it was put', async () => {
      expect(await under.store.findDays('inbox', '2026-01-05', '2026-01-05')).toEqual([])
      await under.store.putDay(dayItem())
      expect(await under.another.findDays('inbox', '2026-01-05', '2026-01-05')).toEqual([dayItem()])
    })

    test('without any run is read back as well', async () => {
      await under.store.putDay(dayItem({ locations: {} }))
      expect(await under.store.findDays('inbox', '2026-01-05', '2026-01-05')).toEqual([
        dayItem({ locations: {} }),
      ])
    })

    test('put again is the later one, whole', async () => {
      expect(await under.store.putDay(dayItem())).toBe(true)
      const later = dayOf('inbox', '2026-01-05', [deliveredResult({ location: 'us-east-1' })], 2)
      expect(await under.another.putDay(later)).toBe(true)
      expect(await under.store.findDays('inbox', '2026-01-05', '2026-01-05')).toEqual([later])
    })

    test.each([
      { stored: undefined, version: 2, wins: false },
      { stored: 1, version: 1, wins: false },
      { stored: 1, version: 2, wins: true },
      { stored: 1, version: 3, wins: false },
    ])('of version $version over $stored is written: $wins', async ({ stored, version, wins }) => {
      if (stored !== undefined) await under.store.putDay(dayItem({ version: stored }))
      expect(await under.another.putDay(dayItem({ version, locations: {} }))).toBe(wins)
      const [standing] = await under.store.findDays('inbox', '2026-01-05', '2026-01-05')
      expect(standing?.version).toBe(wins ? version : stored)
    })

    test.each([
      { from: '2026-01-04', to: '2026-01-06', found: ['2026-01-04', '2026-01-05', '2026-01-06'] },
      { from: '2026-01-05', to: '2026-01-05', found: ['2026-01-05'] },
      {
        from: '2025-01-01',
        to: '2026-12-31',
        found: ['2025-12-31', '2026-01-04', '2026-01-05', '2026-01-06'],
      },
      { from: '2026-01-07', to: '2026-01-31', found: [] },
      { from: '2026-01-06', to: '2026-01-04', found: [] },
    ])('is found from $from to $to, both included, oldest first: $found', async ({ from, to, found }) => {
      for (const day of ['2026-01-06', '2026-01-04', '2025-12-31', '2026-01-05']) {
        await under.store.putDay(dayItem({ day }))
      }
      await under.store.putDay(dayItem({ monitorId: 'outbox' }))
      expect(await under.another.findDays('inbox', from, to)).toEqual(found.map((day) => dayItem({ day })))
    })

    test('never expires', async () => {
      await under.store.putDay(dayItem())
      await under.clock.advance(5000 * DAY)
      expect(await under.store.findDays('inbox', '2026-01-05', '2026-01-05')).toEqual([dayItem()])
    })
  })
}
