import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { MonitorRow, MonitorStore } from '../../shared/app/ports/monitor-store.ts'

type Fields = MonitorRow['definition']

export interface MonitorsUnderTest {
  monitors: MonitorStore
  another: MonitorStore
  close(): Promise<void>
}

/** What every `MonitorStore` must do. `makeStore` is called once a test. */
export function monitorStoreContract(name: string, makeStore: () => Promise<MonitorsUnderTest>): void {
  describe(name, () => {
    let under: MonitorsUnderTest
    beforeEach(async () => {
      under = await makeStore()
    })
    afterEach(() => under.close())

    test('knows no monitor at first', async () => {
      expect(await under.monitors.find('inbox')).toBeUndefined()
      expect(await under.monitors.list()).toEqual([])
    })

    test('reads a row back as it was put, its definition with every kind of value', async () => {
      expect(await under.monitors.put(row(), undefined)).toBe(true)
      expect(await under.another.find('inbox')).toEqual(row())
    })

    test('puts the id into a definition that leaves it out', async () => {
      await under.monitors.put(row({ definition: { name: 'Inbox' } }), undefined)
      const found = await under.another.find('inbox')
      expect(found?.definition).toEqual({ monitorId: 'inbox', name: 'Inbox' })
    })

    test('lists all rows', async () => {
      const rows = ['a', 'b', 'c'].map((monitorId) => row({ monitorId, definition: { monitorId } }))
      for (const one of rows) await under.monitors.put(one, undefined)
      const listed = await under.another.list()
      expect(listed.toSorted((a, b) => (a.monitorId < b.monitorId ? -1 : 1))).toEqual(rows)
    })

    test('replaces a row whole: what the new definition leaves out is gone', async () => {
      await under.monitors.put(row(), undefined)
      const next = row({ revision: 2, managedBy: 'table', definition: { monitorId: 'inbox', name: 'New' } })
      expect(await under.another.put(next, row())).toBe(true)
      expect(await under.monitors.find('inbox')).toEqual(next)
    })

    test.each([
      { stored: undefined, before: undefined, wins: true },
      { stored: undefined, before: 0, wins: false },
      { stored: undefined, before: 1, wins: false },
      { stored: 3, before: undefined, wins: false },
      { stored: 3, before: 2, wins: false },
      { stored: 3, before: 3, wins: true },
      { stored: 0, before: 0, wins: true },
    ])('a row over revision $stored that expects $before is put: $wins', async ({ stored, before, wins }) => {
      if (stored !== undefined) await under.monitors.put(row({ revision: stored }), undefined)
      const read = before === undefined ? undefined : row({ revision: before })
      expect(await under.another.put(row({ revision: 9 }), read)).toBe(wins)
      const found = await under.monitors.find('inbox')
      expect(found?.revision).toBe(wins ? 9 : stored)
    })

    test.each([
      { stored: undefined, before: 1, answer: true, left: undefined },
      { stored: 3, before: 2, answer: false, left: 3 },
      { stored: 3, before: 3, answer: true, left: undefined },
    ])('a row of revision $stored that expects $before is removed: $answer', async (row_) => {
      const { stored, before, answer, left } = row_
      if (stored !== undefined) await under.monitors.put(row({ revision: stored }), undefined)
      expect(await under.another.remove(row({ revision: before }))).toBe(answer)
      const found = await under.monitors.find('inbox')
      expect(found?.revision).toBe(left)
    })

    test.each<[string, (definition: Fields) => Fields]>([
      ['changed a field', (definition) => ({ ...definition, intervalMinutes: 20 })],
      ['changed what stands deeper', (definition) => ({ ...definition, alerts: [{ onError: false }] })],
      ['added a field', (definition) => ({ ...definition, pausedUntil: '2026-12-01T00:00:00Z' })],
      ['took a field away', ({ note: _gone, ...definition }) => definition],
    ])('writes over no row in which somebody %s without a new revision', async (_what, change) => {
      await under.monitors.put(row(), undefined)
      const edited = row({ definition: change(row().definition) })
      expect(await under.another.put(edited, row())).toBe(true)
      expect(await under.monitors.put(row({ revision: 2 }), row())).toBe(false)
      expect(await under.monitors.remove(row())).toBe(false)
      expect(await under.monitors.find('inbox')).toEqual(edited)
    })

    test('lets exactly one of many put the same revision at once', async () => {
      const won = await Promise.all(
        ['a', 'b', 'c', 'd'].map((name) =>
          under.monitors.put(row({ definition: { monitorId: 'inbox', name } }), undefined),
        ),
      )
      expect(won.filter((one) => one)).toHaveLength(1)
    })
  })
}

export function row(change: Partial<MonitorRow> = {}): MonitorRow {
  return {
    monitorId: 'inbox',
    managedBy: 'stack',
    revision: 1,
    definition: {
      monitorId: 'inbox',
      name: 'Posteingang „Süd“',
      note: '',
      enabled: true,
      mailbox: { server: 'pop3s://mail.example.test', tls: { verify: false } },
      intervalMinutes: 10,
      slow: { roundTrip: 2.5 },
      tags: ['mail', 'eu'],
      alerts: [{ onError: true }],
      maintenance: null,
    },
    ...change,
  }
}
