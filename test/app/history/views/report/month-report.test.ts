import { describe, expect, test } from 'vitest'

import { MOST_BY_DAYS, monthReport } from '../../../../../shared/app/history/views/report/month-report.ts'
import { PERCENTILE_ERROR } from '../../../../../shared/core/history/round-trip-times.ts'
import type { RunResult } from '../../../../../shared/core/run/run.ts'
import { MINUTE } from '../../../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../../../contracts/run-fixtures.ts'
import { past } from '../../../../support/worlds/past.ts'
import { DEFINITION } from '../../../../support/worlds/run-world.ts'

const NOW = '2026-02-10T12:00:00Z'
const ended = (text: string, change: object = {}) => ({
  scheduledAt: Date.parse(text),
  finishedAt: Date.parse(text) + MINUTE,
  ...change,
})
const monitor = (monitorId: string, change: object = {}) => ({
  ...DEFINITION,
  monitorId,
  name: monitorId,
  ...change,
})

async function reportOf(
  {
    results,
    definitions = [monitor('inbox')],
    now = NOW,
  }: { results: readonly RunResult[]; definitions?: object[]; now?: string },
  question: Partial<Parameters<typeof monthReport>[0]> = {},
  zone = 'UTC',
) {
  const world = await past({
    now: Date.parse(now),
    definitions: definitions as Record<string, unknown>[],
    results,
  })
  return monthReport({ month: '2026-01', ...question }, zone, world.ports)
}

describe('the month', () => {
  const results = [
    deliveredResult(ended('2025-12-31T18:05Z')),
    deliveredResult(ended('2025-12-31T18:20Z')),
    deliveredResult(ended('2025-12-31T22:30Z')),
    lostResult(ended('2025-12-31T23:30Z')),
    deliveredResult(ended('2026-01-01T00:00Z')),
    deliveredResult(ended('2026-01-31T22:50Z')),
    deliveredResult(ended('2026-01-31T23:30Z')),
  ]

  test.each([
    ['UTC', 3, 3, 4, 3],
    ['Europe/Berlin', 3, 2, 3, 3],
    ['Asia/Kathmandu', 4, 3, 1, 1],
  ])('is that of %s, and so is the one before', async (zone, runs, ok, runsBefore, okBefore) => {
    const { total, before, ...report } = await reportOf({ results }, {}, zone)
    expect(report).toMatchObject({ zone, countedBy: 'days' })
    expect(total).toMatchObject({ runs, ok })
    expect(before).toMatchObject({ runs: runsBefore, ok: okBefore })
  })

  test('goes on: what there is of it, today included', async () => {
    const now = '2026-01-31T23:40:00Z'
    const report = await reportOf({ results, now })
    expect(report).toMatchObject({ to: Date.parse(now), total: { runs: 3 } })
    expect(report.sentence).toBe('January 2026 so far: 100 % of 3 runs were OK; 0 incidents, down for 1 min.')
  })

  test.each(['2027-05', '9999-12', '1000-01'])('%s has nothing', async (month) => {
    const report = await reportOf({ results }, { month })
    expect(report).toMatchObject({ total: { runs: 0, availabilityText: '-' }, incidents: [], monitors: [{}] })
    expect(report.monitors[0]).toEqual({ monitorId: 'inbox', name: 'inbox' })
  })
})

test('a failure among very many is never 100 %', async () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    deliveredResult(ended('2026-01-02T00:00Z', { scheduledAt: Date.parse('2026-01-02') + index * MINUTE })),
  )
  const report = await reportOf(
    { results: [...many, lostResult(ended('2026-01-03T00:00Z'))] },
    { goal: 0.99 },
  )
  expect(report.total).toMatchObject({ availabilityText: '99.66 %', runs: 301, ok: 300 })
  expect(report.verdict).toEqual({ kept: true, spareRuns: 2 })
})

const INCONCLUSIVE = { outcome: 'inconclusive', status: 90, reason: 'secret-not-found' }

describe('detail', () => {
  const results = [
    deliveredResult(ended('2026-01-05T08:10Z', { location: 'berlin', roundTripMs: 2000 })),
    lostResult(ended('2026-01-05T08:20Z', { location: 'home' })),
    deliveredResult(ended('2026-01-06T08:10Z', { location: 'home', roundTripMs: 4000 })),
    deliveredResult(ended('2026-01-06T23:30Z', { location: 'home', maintenance: true })),
    lostResult(ended('2026-01-06T23:40Z', { location: 'home', ...INCONCLUSIVE })),
  ]

  test('by location, and by the hour of the day in the zone', async () => {
    const { locations, hours, leftOut } = await reportOf({ results }, {}, 'Europe/Berlin')
    expect(locations).toMatchObject([
      { location: 'berlin', figures: { runs: 1, ok: 1 } },
      { location: 'home', figures: { runs: 2, ok: 1, failed: 1 } },
    ])
    expect(hours).toHaveLength(24)
    expect(hours?.filter(({ figures }) => figures.runs > 0)).toMatchObject([
      { hour: 9, figures: { runs: 3, ok: 2, reasons: { 'message-not-delivered': 1 } } },
    ])
    expect(leftOut).toEqual({ maintenance: 1, inconclusive: 1, untried: 0 })
  })

  test('an hour that a zone cuts in two counts where its middle lies', async () => {
    const { hours } = await reportOf({ results }, {}, 'Asia/Kathmandu')
    expect(hours?.filter(({ figures }) => figures.runs > 0)).toMatchObject([
      { hour: 14, figures: { runs: 3 } },
    ])
  })

  test('round trips of each monitor and of all', async () => {
    const { total, monitors } = await reportOf({ results })
    expect(Math.abs((total.p50Ms ?? 0) / 2000 - 1)).toBeLessThan(PERCENTILE_ERROR)
    expect(Math.abs((total.p95Ms ?? 0) / 4000 - 1)).toBeLessThan(PERCENTILE_ERROR)
    expect(monitors[0]?.figures).toMatchObject({ p50Ms: total.p50Ms, p95Ms: total.p95Ms })
  })
})

describe('incidents', () => {
  const results = [
    deliveredResult(ended('2025-12-31T23:00Z')),
    lostResult(ended('2025-12-31T23:49Z')),
    deliveredResult(ended('2026-01-01T00:29Z')),
    lostResult(ended('2026-01-20T10:00Z')),
    deliveredResult(ended('2026-01-20T10:10Z')),
    lostResult(ended('2026-02-05T10:10Z')),
  ]

  test('are those of the month; one that began before is down in it, and counts before', async () => {
    const { incidents, total, before } = await reportOf({ results })
    expect(incidents.map(({ openedAt }) => new Date(openedAt).toISOString())).toEqual([
      '2026-01-20T10:01:00.000Z',
      '2025-12-31T23:50:00.000Z',
    ])
    expect(total).toMatchObject({ incidents: 1, downMs: 40 * MINUTE })
    expect(before).toMatchObject({ incidents: 1, downMs: 10 * MINUTE })
  })

  test('one that is open is down until now', async () => {
    const { incidents, total } = await reportOf(
      { results, now: '2026-02-05T10:31:00Z' },
      { month: '2026-02' },
    )
    expect(incidents).toMatchObject([{ open: true }])
    expect(total).toMatchObject({ incidents: 1, downMs: 20 * MINUTE })
  })
})

test('a tag selects monitors, and their incidents with them', async () => {
  const results = [
    lostResult(ended('2026-01-05T10:00Z', { monitorId: 'web' })),
    lostResult(ended('2026-01-05T10:00Z', { monitorId: 'other' })),
  ]
  const definitions = [monitor('web', { tags: ['web'] }), monitor('other', { tags: ['mail'] })]
  const { monitors, incidents, total, tags } = await reportOf({ results, definitions }, { tag: 'web' })
  expect(tags).toEqual(['mail', 'web'])
  expect(monitors.map(({ monitorId }) => monitorId)).toEqual(['web'])
  expect(incidents.map(({ monitorId }) => monitorId)).toEqual(['web'])
  expect(total).toMatchObject({ runs: 1, incidents: 1 })
})

test('of very many monitors the summaries are told, which are in UTC, and no detail', async () => {
  const definitions = Array.from({ length: MOST_BY_DAYS + 1 }, (_, index) => monitor(`m-${index}`))
  const results = [
    deliveredResult(ended('2026-01-01T00:00Z', { monitorId: 'm-1' })),
    lostResult(ended('2025-12-31T23:30Z', { monitorId: 'm-1' })),
  ]
  const report = await reportOf({ results, definitions }, { goal: 0.9 }, 'Europe/Berlin')
  expect(report).toMatchObject({
    countedBy: 'summaries',
    zone: 'UTC',
    total: { runs: 1, ok: 1 },
    before: { runs: 1, ok: 0 },
  })
  expect(report.monitors).toHaveLength(MOST_BY_DAYS + 1)
  expect(report.monitors.find(({ monitorId }) => monitorId === 'm-1')).toMatchObject({ figures: { runs: 1 } })
  expect(report).not.toHaveProperty('hours')
  expect(report).not.toHaveProperty('locations')
})
