import { describe, expect, test } from 'vitest'

import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, incident, monitorState, openRun } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'

export function incidentContract(under: StoreUnderTest): void {
  describe('an incident', () => {
    test('is listed in the month in which it was opened, oldest first, over all monitors', async () => {
      const january = incident({ openedAt: Date.UTC(2026, 0, 31, 23, 59, 59, 999), monitorId: 'outbox' })
      const february = incident({ openedAt: Date.UTC(2026, 1, 1) })
      for (const one of [january, february, incident()]) await under.store.putIncident(one)
      expect(await under.another.findIncidents('2026-01')).toEqual([incident(), january])
      expect(await under.another.findIncidents('2026-02')).toEqual([february])
      expect(await under.another.findIncidents('2026-03')).toEqual([])
    })

    test.each([
      { at: 'before the first', ms: NOON - 1, found: [0] },
      { at: 'to the ms of the first', ms: NOON, found: [0, 1] },
      { at: 'between two', ms: NOON + 30 * MINUTE, found: [0, 1] },
      { at: 'just before the last', ms: NOON + 400 * DAY - 1, found: [1, 2] },
      { at: 'to the ms of the last', ms: NOON + 400 * DAY, found: [2] },
      { at: 'long after the last', ms: NOON + 5000 * DAY, found: [2] },
    ])('is found by a time with the next, of its monitor alone: $at', async ({ ms, found }) => {
      const opened = [NOON, NOON + DAY, NOON + 400 * DAY].map((openedAt, n) =>
        incident({ openedAt, revision: n + 1 }),
      )
      const asides = [NOON - DAY, NOON, NOON + DAY].map((openedAt) =>
        incident({ monitorId: 'inbox-2', openedAt }),
      )
      for (const one of [...opened, ...asides]) await under.store.putIncident(one)
      await under.store.putState(monitorState(), undefined)
      await under.store.claim(openRun())
      expect(await under.another.findIncidentsAt('inbox', ms)).toEqual(found.map((n) => opened[n]))
      expect(await under.another.findIncidentsAt('nobody', ms)).toEqual([])
    })

    test.each([
      { span: 'before the first', from: NOON - DAY, to: NOON, found: [] },
      { span: 'that ends just after the first opened', from: NOON - DAY, to: NOON + 1, found: [0] },
      { span: 'in which the first is resolved', from: NOON + 59 * MINUTE, to: NOON + DAY, found: [0] },
      { span: 'that begins as the first is resolved', from: NOON + 60 * MINUTE, to: NOON + DAY, found: [] },
      { span: 'of all', from: NOON, to: NOON + 100 * DAY, found: [0, 1, 2] },
      { span: 'long after the last opened', from: NOON + 300 * DAY, to: NOON + 301 * DAY, found: [2] },
      { span: 'that ends as it begins', from: NOON + DAY, to: NOON + DAY, found: [] },
    ])('is found in a span in which it stood open: one $span', async ({ from, to, found }) => {
      const incidents = [
        incident({ resolvedAt: NOON + 60 * MINUTE }),
        incident({ openedAt: NOON + DAY, resolvedAt: NOON + 2 * DAY }),
        incident({ openedAt: NOON + 3 * DAY }),
      ]
      const aside = incident({ monitorId: 'inbox-2', openedAt: NOON - DAY })
      for (const one of [...incidents, aside]) await under.store.putIncident(one)
      expect(await under.another.findIncidentsOf('inbox', from, to)).toEqual(found.map((n) => incidents[n]))
    })

    test('is found by a time as it was put last', async () => {
      await under.store.putIncident(incident())
      const changed = incident({ revision: 2, lateArrivals: [{ runId: 'another', delayMs: -1 }] })
      await under.another.putIncident(changed)
      expect(await under.store.findIncidentsAt('inbox', NOON)).toEqual([changed])
    })

    test.each([
      { stored: 1, put: 2, stands: 2 },
      { stored: 2, put: 2, stands: 2 },
      { stored: 3, put: 2, stands: 3 },
    ])('of revision $put put over revision $stored leaves $stands', async ({ stored, put, stands }) => {
      await under.store.putIncident(incident({ revision: stored, failedRuns: 10 + stored }))
      await under.another.putIncident(incident({ revision: put, failedRuns: 20 + put, resolvedAt: NOON + 1 }))
      const [standing, ...others] = await under.store.findIncidents('2026-01')
      expect(others).toEqual([])
      expect(standing?.revision).toBe(stands)
      expect(standing?.failedRuns).toBe(put > stored ? 20 + put : 10 + stored)
    })
  })
}
