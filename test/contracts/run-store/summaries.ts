import { describe, expect, test } from 'vitest'

import type { Cell } from '../../../shared/core/history/hour-counts.ts'
import type { MonitorSummary } from '../../../shared/core/history/summary.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const CELLS: readonly Cell[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 1]

export function summary(change: Partial<MonitorSummary> = {}): MonitorSummary {
  return {
    monitorId: 'inbox',
    version: 1,
    lastDay: '2026-01-05',
    hours: Array.from({ length: 90 * 24 }, (_, hour) => CELLS[hour % CELLS.length] ?? 0),
    months: {
      '2025-12': { runs: 8928, ok: 8900, downMs: 3_600_000, incidents: 2 },
      '2026-01': { runs: 1440, ok: 1440, downMs: 0, incidents: 0 },
    },
    ...change,
  }
}

export function summaryContract(under: StoreUnderTest): void {
  describe('the summary of a monitor', () => {
    test('is read back as it was put, and never expires', async () => {
      expect(await under.store.findSummary('inbox')).toBeUndefined()
      expect(await under.store.putSummary(summary())).toBe(true)
      await under.clock.advance(5000 * DAY)
      expect(await under.another.findSummary('inbox')).toEqual(summary())
      expect(await under.another.findSummary('outbox')).toBeUndefined()
    })

    test.each([
      { stored: undefined, version: 2, wins: false },
      { stored: 1, version: 1, wins: false },
      { stored: 1, version: 2, wins: true },
      { stored: 1, version: 3, wins: false },
    ])('of version $version over $stored is written: $wins', async ({ stored, version, wins }) => {
      if (stored !== undefined) await under.store.putSummary(summary({ version: stored }))
      expect(await under.another.putSummary(summary({ version, months: {} }))).toBe(wins)
      expect((await under.store.findSummary('inbox'))?.version).toBe(wins ? version : stored)
    })

    test('is found among those of other monitors, of which some have none', async () => {
      const [inbox, outbox] = [summary(), summary({ monitorId: 'outbox' })]
      for (const one of [inbox, outbox]) await under.store.putSummary(one)
      expect(await under.another.findSummaries(['outbox', 'nobody', 'inbox', 'outbox'])).toEqual(
        new Map(Object.entries({ inbox, outbox })),
      )
      expect(await under.another.findSummaries([])).toEqual(new Map())
    })
  })
}
