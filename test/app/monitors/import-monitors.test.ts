import { describe, expect, test } from 'vitest'

import { carryOut, planImport } from '../../../shared/app/monitors/import-monitors.ts'
import type { MonitorRow, MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import { memoryMonitors } from '../../support/memory/memory-monitors.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'

const definition = (monitorId: string, change: object = {}) => ({ ...DEFINITION, monitorId, ...change })

function row(monitorId: string, change: Partial<MonitorRow> = {}): MonitorRow {
  return { monitorId, managedBy: 'table', revision: 1, definition: definition(monitorId), ...change }
}

const ids = (writes: readonly { row: MonitorRow }[]) => writes.map((write) => write.row.monitorId)

describe('the plan of an import', () => {
  test('adds what is new, leaves what is the same, and tells what differs from what is the stack’s', () => {
    const other = row('other', { revision: 7, definition: definition('other', { note: 'there' }) })
    const plan = planImport(
      ['new', 'same', 'other', 'stacks'].map((id) => definition(id)),
      [row('same'), other, row('stacks', { managedBy: 'stack' }), row('elsewhere')],
    )
    expect(plan).toEqual({
      added: [{ row: row('new'), before: undefined }],
      updated: [{ row: row('other', { revision: 8 }), before: other }],
      unchanged: ['same'],
      managedByStack: ['stacks'],
    })
  })

  test('takes no notice of the order of fields, nor of those that are undefined', () => {
    const { monitorId, ...rest } = definition('same', { note: undefined })
    expect(planImport([{ ...rest, monitorId }], [row('same')])).toMatchObject({
      unchanged: ['same'],
      updated: [],
    })
  })

  test('ends no pause of which the file says nothing, and sets the one that it speaks of', () => {
    const paused = (until: string) => definition('a', { pausedUntil: until })
    const rows = [row('a', { definition: paused('2026-11-24T18:00:00Z') })]
    expect(planImport([definition('a')], rows).unchanged).toEqual(['a'])
    const [update] = planImport([definition('a', { note: 'x' })], rows).updated
    expect(update?.row.definition).toEqual({ ...paused('2026-11-24T18:00:00Z'), note: 'x' })
    expect(planImport([paused('2026-11-25T18:00:00Z')], rows).updated[0]?.row.definition).toEqual(
      paused('2026-11-25T18:00:00Z'),
    )
  })
})

describe('carrying it out', () => {
  const many = Array.from({ length: 20 }, (_, n) => definition(`m-${String(n).padStart(2, '0')}`))

  test('writes every row once', async () => {
    const rows = new Map([
      ['m-03', row('m-03', { revision: 2, definition: definition('m-03', { note: 'x' }) })],
    ])
    const store = memoryMonitors(rows)
    const report = await carryOut(planImport(many, await store.list()), store)
    expect(report).toMatchObject({ updated: ['m-03'], failed: [], left: [] })
    expect(report.added).toHaveLength(19)
    expect(rows.size).toBe(20)
    expect(rows.get('m-03')).toEqual(row('m-03', { revision: 3 }))
    expect(ids(planImport(many, await store.list()).added)).toEqual([])
  })

  test('stops after a row that somebody else wrote meanwhile, and can be run again', async () => {
    const rows = new Map<string, MonitorRow>()
    const store = memoryMonitors(rows)
    const plan = planImport(many, [])
    rows.set('m-01', row('m-01', { definition: definition('m-01', { note: 'theirs' }) }))
    const report = await carryOut(plan, store)
    expect(report.failed).toEqual([{ monitorId: 'm-01', error: undefined }])
    expect(report.added).not.toContain('m-01')
    expect(report.added.length + report.left.length).toBe(19)
    expect(rows.get('m-01')?.definition).toMatchObject({ note: 'theirs' })

    const again = await carryOut(planImport(many, await store.list()), store)
    expect(again).toMatchObject({ failed: [], left: [], updated: ['m-01'] })
    expect(rows.size).toBe(20)
  })

  test('says which rows were written when the table fails half-way', async () => {
    const rows = new Map<string, MonitorRow>()
    const memory = memoryMonitors(rows)
    const gone = new Error('table gone')
    const store: MonitorStore = {
      ...memory,
      put: (next, before) => (next.monitorId > 'm-08' ? Promise.reject(gone) : memory.put(next, before)),
    }
    const report = await carryOut(planImport(many, []), store)
    expect(report.added).toEqual([...rows.keys()].sort())
    expect(report.added).toHaveLength(9)
    expect(report.failed.map(({ error }) => error)).toEqual(Array.from({ length: 7 }, () => gone))
    expect(report.left).toEqual(['m-16', 'm-17', 'm-18', 'm-19'])
  })
})
