import { expect, test } from 'vitest'

import { packArrivals, unpackArrivals, withArrivalOf } from '../../../../shared/core/run/looking/arrivals.ts'

const MEASURED = { phases: { smtp: {}, mailbox: {}, transit: 1453.2 }, resolutionMs: 374.9, warnings: [] }

test('the last 20 arrivals are kept, the newest last', () => {
  let packed = ''
  for (let run = 1; run <= 30; run += 1)
    packed = withArrivalOf({ ...MEASURED, phases: { ...MEASURED.phases, transit: 1000 * run } }, packed)
  const arrivals = unpackArrivals(packed)
  expect(arrivals).toHaveLength(20)
  expect(arrivals.at(-1)?.transitMs).toBeCloseTo(30_000, -3)
  expect(arrivals[0]?.transitMs).toBeCloseTo(11_000, -3)
})

test.each([
  ['was not timed', { ...MEASURED, phases: { smtp: {}, mailbox: {} } }],
  ['has no resolution', { ...MEASURED, resolutionMs: undefined }],
  ['two processes made', { ...MEASURED, warnings: ['taken-over'] as const }],
])('a run that %s tells of no arrival', (_, { resolutionMs, ...run }) => {
  expect(withArrivalOf({ ...run, ...(resolutionMs !== undefined && { resolutionMs }) }, '')).toBe('')
})

test.each([10, 87, 300, 1453, 60_000, 299_999])(
  'an arrival after %i ms is stored in three octets, its transit within half a percent, its resolution within a tenth',
  (transitMs) => {
    for (const share of [1, 0.5, 0.04]) {
      const packed = packArrivals([{ transitMs, resolutionMs: share * transitMs }])
      expect(packed).toMatch(/^[\da-z]{3}$/)
      const [arrival] = unpackArrivals(packed)
      expect((arrival?.transitMs ?? 0) / transitMs).toBeCloseTo(1, 2)
      expect((arrival?.resolutionMs ?? 0) / (arrival?.transitMs ?? 1) / share).toBeGreaterThan(0.9)
      expect((arrival?.resolutionMs ?? 0) / (arrival?.transitMs ?? 1) / share).toBeLessThan(1.1)
    }
  },
)

test('what is stored is read as it was, and stored alike again', () => {
  const packed = 'h68bu0000zzz'
  expect(packArrivals(unpackArrivals(packed))).toBe(packed)
})

test.each([
  ['no time at all', 0, 0],
  ['longer than any run waits', 1e9, 0],
  ['a resolution longer than its transit', 100, 5000],
])('an arrival that took %s is stored as the nearest that can be', (_, transitMs, resolutionMs) => {
  const [arrival] = unpackArrivals(packArrivals([{ transitMs, resolutionMs }]))
  expect(arrival?.transitMs).toBeGreaterThanOrEqual(10)
  expect(arrival?.transitMs).toBeLessThan(320_000)
  expect(arrival?.resolutionMs).toBeLessThanOrEqual(arrival?.transitMs ?? 0)
})

test.each(['', '41', 'UPP', '2 41-11', 'abc'.repeat(21)])(
  'what is stored as %j is no arrival, and no mistake',
  (stored) => expect(unpackArrivals(stored)).toEqual([]),
)
