import { isDeepStrictEqual } from 'node:util'

import { describe, expect, test } from 'vitest'

import type { MonitorRow, MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import { syncMonitors } from '../../../shared/app/monitors/sync-monitors.ts'

const definition = (monitorId: string, change: Record<string, unknown> = {}) => ({
  monitorId,
  emailAddress: `${monitorId}@example.com`,
  mailbox: { server: 'pop3s://pop.example.com', userid: monitorId, password: `ssm:${monitorId}` },
  ...change,
})

const row = (monitorId: string, change: Partial<MonitorRow> = {}): MonitorRow => ({
  monitorId,
  managedBy: 'stack',
  revision: 1,
  definition: definition(monitorId),
  ...change,
})

interface Table extends MonitorStore {
  rows: Map<string, MonitorRow>
  /** What was written, as `put a` and `remove b`. */
  writes: string[]
  /** Called before each write, as somebody else who is faster. */
  before: (write: string) => void
}

function tableOf(...initial: MonitorRow[]): Table {
  const rows = new Map(initial.map((one) => [one.monitorId, one]))
  const table: Table = {
    rows,
    writes: [],
    before: () => undefined,
    find: (monitorId) => Promise.resolve(rows.get(monitorId)),
    list: () => Promise.resolve([...rows.values()]),
    put(next, before) {
      table.before(`put ${next.monitorId}`)
      table.writes.push(`put ${next.monitorId}`)
      if (!isDeepStrictEqual(rows.get(next.monitorId), before)) return Promise.resolve(false)
      rows.set(next.monitorId, next)
      return Promise.resolve(true)
    },
    remove(before) {
      const { monitorId } = before
      table.before(`remove ${monitorId}`)
      table.writes.push(`remove ${monitorId}`)
      const standing = rows.get(monitorId)
      if (standing && !isDeepStrictEqual(standing, before)) return Promise.resolve(false)
      rows.delete(monitorId)
      return Promise.resolve(true)
    },
  }
  return table
}

const NOTHING = { added: [], updated: [], removed: [], unchanged: [] }

describe('the rows of the stack become those of its file', () => {
  test('new monitors are added, marked as the stack’s', async () => {
    const table = tableOf()
    const report = await syncMonitors([definition('a'), definition('b')], table)
    expect(report).toEqual({ ...NOTHING, added: ['a', 'b'] })
    expect(table.rows.get('a')).toEqual(row('a'))
  })

  test('changed ones are updated with the next revision, and lose what is no longer in the file', async () => {
    const table = tableOf(row('a', { revision: 7, definition: definition('a', { note: 'old' }) }), row('b'))
    const report = await syncMonitors([definition('a', { enabled: false }), definition('b')], table)
    expect(report).toEqual({ ...NOTHING, updated: ['a'], unchanged: ['b'] })
    expect(table.writes).toEqual(['put a'])
    expect(table.rows.get('a')).toEqual(
      row('a', { revision: 8, definition: definition('a', { enabled: false }) }),
    )
  })

  test('unchanged ones are not written, however their fields are ordered', async () => {
    const { monitorId, ...others } = definition('b')
    const table = tableOf(row('a'), row('b', { definition: others }))
    const reordered = Object.fromEntries(Object.entries(definition('a')).reverse()) as { monitorId: string }
    expect(await syncMonitors([reordered, { monitorId, ...others }], table)).toEqual({
      ...NOTHING,
      unchanged: ['a', 'b'],
    })
    expect(table.writes).toEqual([])
  })

  test('those that left the file are removed; those of the table are nobody’s business', async () => {
    const table = tableOf(row('gone'), row('a'), row('theirs', { managedBy: 'table' }))
    expect(await syncMonitors([definition('a')], table)).toEqual({
      ...NOTHING,
      removed: ['gone'],
      unchanged: ['a'],
    })
    expect([...table.rows.keys()]).toEqual(['a', 'theirs'])
  })

  test('an empty file removes all rows of the stack and no other', async () => {
    const table = tableOf(row('a'), row('theirs', { managedBy: 'table' }))
    expect(await syncMonitors([], table)).toEqual({ ...NOTHING, removed: ['a'] })
    expect([...table.rows.keys()]).toEqual(['theirs'])
  })

  test('what people set while a monitor runs is kept, and is no change by itself', async () => {
    const set = { pausedUntil: '2026-11-24T00:00:00Z', maintenance: [{ mode: 'mute' }] }
    const table = tableOf(
      row('a', { definition: definition('a', set) }),
      row('b', { definition: definition('b', set) }),
    )
    const report = await syncMonitors([definition('a'), definition('b', { note: 'new' })], table)
    expect(report).toEqual({ ...NOTHING, updated: ['b'], unchanged: ['a'] })
    expect(table.rows.get('b')?.definition).toEqual(definition('b', { note: 'new', ...set }))
  })

  test('fields that are undefined are not written', async () => {
    const table = tableOf()
    await syncMonitors([definition('a', { note: undefined, smtp: { server: 'x', from: undefined } })], table)
    expect(table.rows.get('a')?.definition).toStrictEqual(definition('a', { smtp: { server: 'x' } }))
  })

  test('a second time there is nothing left to do', async () => {
    const table = tableOf(row('a', { revision: 3, definition: {} }), row('gone'))
    const definitions = [definition('a'), definition('b')]
    await syncMonitors(definitions, table)
    table.writes.length = 0
    expect(await syncMonitors(definitions, table)).toEqual({ ...NOTHING, unchanged: ['a', 'b'] })
    expect(table.writes).toEqual([])
  })

  test('a failure halfway is finished by the next time', async () => {
    const table = tableOf(row('gone'))
    const definitions = [definition('a'), definition('b')]
    table.before = (write) => {
      if (write === 'put b') throw new Error('the table cannot be reached')
    }
    await expect(syncMonitors(definitions, table)).rejects.toThrow('cannot be reached')
    table.before = () => undefined
    expect(await syncMonitors(definitions, table)).toEqual({
      added: ['b'],
      updated: [],
      removed: ['gone'],
      unchanged: ['a'],
    })
  })
})

describe('ids that the table owns', () => {
  test('are all named in one error, before anything is written', async () => {
    const table = tableOf(
      row('b', { managedBy: 'table' }),
      row('c', { managedBy: 'table', definition: definition('c') }),
      row('d', { managedBy: 'table' }),
      row('gone'),
    )
    const definitions = ['a', 'b', 'c'].map((monitorId) => definition(monitorId))
    await expect(syncMonitors(definitions, table)).rejects.toThrow(/the Monitors table owns: b, c;/)
    expect(table.writes).toEqual([])
  })

  test('are not overwritten when the row appears meanwhile', async () => {
    const table = tableOf()
    const theirs = row('a', { managedBy: 'table', revision: 0 })
    table.before = () => table.rows.set('a', theirs)
    await expect(syncMonitors([definition('a')], table)).rejects.toThrow(/the Monitors table owns: a;/)
    expect(table.rows.get('a')).toBe(theirs)
  })
})

describe('somebody else writes at the same time', () => {
  /** Lets somebody else write before each of the first `times` writes of ours. */
  function race(table: Table, times: number, act: (round: number) => void): void {
    let round = 0
    table.before = () => {
      round += 1
      if (round <= times) act(round)
    }
  }

  test('a pause set between reading and writing is kept', async () => {
    const table = tableOf(row('a'))
    const paused = definition('a', { pausedUntil: '2026-11-24T00:00:00Z' })
    race(table, 1, () => table.rows.set('a', row('a', { revision: 2, definition: paused })))
    expect(await syncMonitors([definition('a', { note: 'new' })], table)).toEqual({
      ...NOTHING,
      updated: ['a'],
    })
    expect(table.rows.get('a')).toEqual(row('a', { revision: 3, definition: { ...paused, note: 'new' } }))
  })

  test('the same written by another deploy is left as it is', async () => {
    const table = tableOf()
    race(table, 1, () => table.rows.set('a', row('a')))
    expect(await syncMonitors([definition('a')], table)).toEqual({ ...NOTHING, unchanged: ['a'] })
    expect(table.writes).toEqual(['put a'])
  })

  test('a row that is removed meanwhile is added', async () => {
    const table = tableOf(row('a'))
    race(table, 1, () => table.rows.delete('a'))
    expect(await syncMonitors([definition('a', { note: 'new' })], table)).toEqual({
      ...NOTHING,
      added: ['a'],
    })
  })

  test('a row to remove that changes is removed all the same', async () => {
    const table = tableOf(row('a'))
    race(table, 2, (round) => table.rows.set('a', row('a', { revision: 1 + round })))
    expect(await syncMonitors([], table)).toEqual({ ...NOTHING, removed: ['a'] })
    expect(table.rows.size).toBe(0)
  })

  test('a row to remove that becomes the table’s stays', async () => {
    const table = tableOf(row('a'))
    race(table, 1, () => table.rows.set('a', row('a', { managedBy: 'table', revision: 2 })))
    expect(await syncMonitors([], table)).toEqual(NOTHING)
    expect(table.rows.has('a')).toBe(true)
  })

  test.each([
    ['writing', [definition('a', { note: 'new' })]],
    ['removing', []],
  ])('%s is given up after five tries', async (_what, definitions) => {
    const table = tableOf(row('a'))
    race(table, 100, (round) => table.rows.set('a', row('a', { revision: 1 + round })))
    await expect(syncMonitors(definitions, table)).rejects.toThrow('changed 5 times')
    expect(table.writes).toHaveLength(5)
  })
})
