import { describe, expect, test } from 'vitest'

import {
  pauseMonitor,
  redefineMonitor,
  removeMonitor,
  resumeMonitor,
  stillDisabled,
} from '../../../shared/app/monitors/change-monitor.ts'
import type { MonitorRow, MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import { UNTIL_RESUMED } from '../../../shared/core/definition/paused.ts'
import { memoryMonitors } from '../../support/memory/memory-monitors.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'

function world(change: Partial<MonitorRow> = {}) {
  const rows = new Map<string, MonitorRow>()
  const row: MonitorRow = {
    monitorId: 'inbox',
    managedBy: 'table',
    revision: 3,
    definition: DEFINITION,
    ...change,
  }
  rows.set('inbox', row)
  const store = memoryMonitors(rows)
  const changeRow = (next: Partial<MonitorRow>) => {
    const standing = rows.get('inbox') ?? row
    rows.set('inbox', { ...standing, ...next })
  }
  return { rows, row, store, changeRow }
}

/** The store as it looks to a writer whom another one beats `times` times, each time after it has read. */
function beaten(store: MonitorStore, times: number, byWhat: (time: number) => void): MonitorStore {
  let left = times
  return {
    ...store,
    async find(monitorId) {
      const found = await store.find(monitorId)
      if (left-- > 0) byWhat(left)
      return found
    },
  }
}

describe('a pause', () => {
  test.each(['table', 'stack'] as const)(
    'is set in a row of the %s, whose definition stays',
    async (managedBy) => {
      const { store, rows } = world({ managedBy })
      const done = await pauseMonitor('inbox', '2026-11-24T18:00:00Z', store)
      const definition = { ...DEFINITION, pausedUntil: '2026-11-24T18:00:00Z' }
      expect(done).toEqual({
        kind: 'changed',
        row: { monitorId: 'inbox', managedBy, revision: 4, definition },
      })
      expect(rows.get('inbox')).toEqual({ monitorId: 'inbox', managedBy, revision: 4, definition })
    },
  )

  test('that is set already changes nothing', async () => {
    const { store, rows } = world({ definition: { ...DEFINITION, pausedUntil: UNTIL_RESUMED } })
    expect(await pauseMonitor('inbox', UNTIL_RESUMED, store)).toMatchObject({ kind: 'unchanged' })
    expect(rows.get('inbox')?.revision).toBe(3)
  })

  test('can be set on a row with mistakes', async () => {
    const { store, rows } = world({ definition: { monitorId: 'inbox', mailbox: 7 } })
    await pauseMonitor('inbox', UNTIL_RESUMED, store)
    expect(rows.get('inbox')?.definition).toEqual({
      monitorId: 'inbox',
      mailbox: 7,
      pausedUntil: UNTIL_RESUMED,
    })
  })

  test('loses nothing of what somebody else writes in between', async () => {
    const { store, rows, changeRow } = world()
    const racing = beaten(store, 2, (time) =>
      changeRow({ revision: 10 - time, definition: { ...DEFINITION, note: `note ${String(time)}` } }),
    )
    expect(await pauseMonitor('inbox', UNTIL_RESUMED, racing)).toMatchObject({ kind: 'changed' })
    expect(rows.get('inbox')).toMatchObject({
      revision: 11,
      definition: { note: 'note 0', pausedUntil: UNTIL_RESUMED },
    })
  })

  test('gives up against somebody who never stops writing', async () => {
    const { store, changeRow } = world()
    const racing = beaten(store, 99, (time) => changeRow({ revision: 1000 - time }))
    expect(await pauseMonitor('inbox', UNTIL_RESUMED, racing)).toEqual({ kind: 'conflict' })
  })

  test('of a monitor that is not there is refused', async () => {
    expect(await pauseMonitor('outbox', UNTIL_RESUMED, world().store)).toEqual({ kind: 'no-monitor' })
  })
})

describe('the end of a pause', () => {
  test('takes pausedUntil away, and enabled: false of a monitor of the table', async () => {
    const { store, rows } = world({
      definition: { ...DEFINITION, pausedUntil: UNTIL_RESUMED, enabled: false },
    })
    expect(await resumeMonitor('inbox', store)).toMatchObject({ kind: 'changed' })
    expect(rows.get('inbox')?.definition).toEqual(DEFINITION)
  })

  test('leaves a stack monitor disabled that its file disables, and says so', async () => {
    const definition = { ...DEFINITION, pausedUntil: UNTIL_RESUMED, enabled: false }
    const { store, rows } = world({ managedBy: 'stack', definition })
    const done = await resumeMonitor('inbox', store)
    expect(done.kind).toBe('changed')
    expect('row' in done && stillDisabled(done.row)).toBe(true)
    expect(rows.get('inbox')?.definition).toEqual({ ...DEFINITION, enabled: false })
  })

  test('of a monitor that is not paused changes nothing', async () => {
    const { store, row } = world()
    expect(await resumeMonitor('inbox', store)).toEqual({ kind: 'unchanged', row })
  })
})

describe('removing', () => {
  test('takes the row away, also when somebody writes it meanwhile', async () => {
    const { store, rows, changeRow } = world()
    expect(
      await removeMonitor(
        'inbox',
        beaten(store, 1, () => changeRow({ revision: 8 })),
      ),
    ).toEqual({
      kind: 'removed',
    })
    expect(rows.size).toBe(0)
  })

  test('leaves a stack monitor alone, also one that became one meanwhile', async () => {
    expect(await removeMonitor('inbox', world({ managedBy: 'stack' }).store)).toEqual({
      kind: 'managed-by-stack',
    })
    const { store, rows, changeRow } = world()
    const racing = beaten(store, 1, () => changeRow({ revision: 4, managedBy: 'stack' }))
    expect(await removeMonitor('inbox', racing)).toEqual({ kind: 'managed-by-stack' })
    expect(rows.size).toBe(1)
  })

  test('of a monitor that is not there is refused', async () => {
    expect(await removeMonitor('outbox', world().store)).toEqual({ kind: 'no-monitor' })
  })
})

describe('a new definition', () => {
  const next = { ...DEFINITION, intervalMinutes: 30 }

  test('replaces the row as it was read, with the next revision', async () => {
    const { store, rows, row } = world()
    expect(await redefineMonitor(row, next, { store, source: 'table' })).toMatchObject({ kind: 'changed' })
    expect(rows.get('inbox')).toEqual({ ...row, revision: 4, definition: next })
  })

  test('with mistakes is refused with all of them', async () => {
    const { store, rows, row } = world()
    const broken = { ...next, monitorId: 'inbox', timeoutSeconds: 1, colour: 'red' }
    const done = await redefineMonitor(row, broken, { store, source: 'table' })
    expect(done).toMatchObject({
      kind: 'mistakes',
      problems: [{ path: 'timeoutSeconds' }, { path: 'colour' }],
    })
    expect(rows.get('inbox')).toEqual(row)
  })

  test('has the id of the monitor', async () => {
    const { store, row } = world()
    const done = await redefineMonitor(row, { ...next, monitorId: 'outbox' }, { store, source: 'table' })
    expect(done).toMatchObject({ kind: 'mistakes', problems: [{ path: 'monitorId' }] })
  })

  test.each<[string, Partial<MonitorRow>]>([
    ['with a new revision', { revision: 4, definition: { ...DEFINITION, note: 'theirs' } }],
    ['by hand, without one', { definition: { ...DEFINITION, note: 'theirs' } }],
    ['into a stack monitor', { managedBy: 'stack', revision: 4 }],
  ])('gives way to somebody who changed the row %s', async (_how, theirs) => {
    const { store, rows, row, changeRow } = world()
    changeRow(theirs)
    expect(await redefineMonitor(row, next, { store, source: 'table' })).toEqual({ kind: 'conflict' })
    expect(rows.get('inbox')).toEqual({ ...row, ...theirs })
  })

  test('gives way to somebody who writes between the last look and the write', async () => {
    const { store, rows, row, changeRow } = world()
    const racing = beaten(store, 1, () => changeRow({ revision: 4 }))
    expect(await redefineMonitor(row, next, { store: racing, source: 'table' })).toEqual({ kind: 'conflict' })
    expect(rows.get('inbox')?.definition).toEqual(DEFINITION)
  })

  test('of a row that is gone, or the stack’s, is refused', async () => {
    const { store, rows, row } = world()
    rows.clear()
    expect(await redefineMonitor(row, next, { store, source: 'table' })).toEqual({ kind: 'no-monitor' })
    const stacks = world({ managedBy: 'stack' })
    expect(await redefineMonitor(stacks.row, next, { store: stacks.store, source: 'table' })).toEqual({
      kind: 'managed-by-stack',
    })
  })
})
