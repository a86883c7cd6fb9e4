import { expect, test } from 'vitest'

import { monthsOfAll } from '../../../../shared/app/history/views/months-of-all.ts'
import { HOUR } from '../../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { past } from '../../../support/worlds/past.ts'
import { DEFINITION } from '../../../support/worlds/run-world.ts'

const at = (text: string, change = {}) => ({ scheduledAt: Date.parse(text), ...change })

test('months of all monitors are summed up to the last night, in UTC', async () => {
  const definitions = [
    DEFINITION,
    { ...DEFINITION, monitorId: 'busy', name: 'Busy' },
    { ...DEFINITION, monitorId: 'new', name: 'New' },
  ]
  const { ports } = await past({
    now: Date.parse('2026-02-02T12:00:00Z'),
    definitions,
    results: [
      deliveredResult(at('2026-01-31T23:50Z')),
      lostResult(at('2026-02-01T00:00Z', { finishedAt: Date.parse('2026-02-01T00:01Z') })),
      deliveredResult(at('2026-02-01T01:00Z', { finishedAt: Date.parse('2026-02-01T01:01Z') })),
      deliveredResult(at('2026-02-02T01:00Z')),
      deliveredResult(at('2026-02-01T01:00Z', { monitorId: 'busy' })),
    ],
  })
  const { months, total, monitors } = await monthsOfAll(['2026-02', '2026-01', '2025-12'], ports)
  expect(months).toEqual(['2025-12', '2026-01', '2026-02'])
  const whole = { runs: 1, ok: 1, downMs: 0, incidents: 0, availability: 1, availabilityText: '100 %' }
  const february = {
    runs: 2,
    ok: 1,
    downMs: HOUR,
    incidents: 1,
    availability: 0.5,
    availabilityText: '50.00 %',
  }
  expect(monitors).toEqual([
    { monitorId: 'busy', name: 'Busy', lastDay: '2026-02-01', months: { '2026-02': whole } },
    {
      monitorId: 'inbox',
      name: 'Inbox',
      lastDay: '2026-02-01',
      months: { '2026-01': whole, '2026-02': february },
    },
    { monitorId: 'new', name: 'New', months: {} },
  ])
  expect(total['2026-02']).toMatchObject({ runs: 3, ok: 2, incidents: 1, availabilityText: '66.66 %' })
  expect(total['2025-12']).toEqual({ runs: 0, ok: 0, downMs: 0, incidents: 0, availabilityText: '-' })
})
