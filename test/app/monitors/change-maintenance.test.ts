import { describe, expect, test } from 'vitest'

import {
  MOST_TAG_WINDOWS,
  type MaintenancePorts,
  type Owner,
  addWindow,
  removeWindows,
} from '../../../shared/app/monitors/change-maintenance.ts'
import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import type { MaintenanceWindow } from '../../../shared/core/maintenance/window.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memoryMonitors } from '../../support/memory/memory-monitors.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'

const INBOX: Owner = { kind: 'monitor', monitorId: 'inbox' }
const WEB: Owner = { kind: 'tag', tag: 'web' }

const night = (day: number): MaintenanceWindow => ({
  mode: 'mute',
  start: `2026-12-0${String(day)}T22:00`,
  durationMinutes: 60,
  zone: 'Europe/Berlin',
})

function world(change: Record<string, unknown> = {}) {
  const rows = new Map<string, MonitorRow>()
  const definition = { ...DEFINITION, ...change }
  rows.set('inbox', { monitorId: 'inbox', managedBy: 'stack', revision: 3, definition })
  const monitors = memoryMonitors(rows)
  const runs = memoryStore(fakeClock())
  return { rows, monitors, runs, windows: () => rows.get('inbox')?.definition.maintenance }
}

/** Ports under which, `times` times, somebody else writes in between. */
function beaten(
  { monitors, runs }: MaintenancePorts,
  times: number,
  byWhat: (time: number) => Promise<unknown>,
): MaintenancePorts {
  let left = times
  const beatenOnce = async () => {
    if (left > 0) await byWhat(left--)
  }
  return {
    monitors: {
      ...monitors,
      async find(monitorId) {
        const found = await monitors.find(monitorId)
        await beatenOnce()
        return found
      },
    },
    runs: {
      ...runs,
      async findTagWindows() {
        const found = await runs.findTagWindows()
        await beatenOnce()
        return found
      },
    },
  }
}

describe.each([
  ['a monitor', INBOX],
  ['a tag', WEB],
])('windows of %s', (_what, owner) => {
  const standing = async ({ runs, windows }: ReturnType<typeof world>) =>
    owner.kind === 'monitor' ? windows() : (await runs.findTagWindows()).windows.map(({ window }) => window)

  test('are added one behind the other, each once', async () => {
    const here = world()
    expect(await addWindow(owner, night(1), here)).toMatchObject({
      kind: 'changed',
      entries: [{ number: 1 }],
    })
    expect(await addWindow(owner, night(2), here)).toMatchObject({
      kind: 'changed',
      entries: [{ number: 2 }],
    })
    expect(await addWindow(owner, night(1), here)).toMatchObject({
      kind: 'unchanged',
      entries: [{ number: 1 }],
    })
    expect(await standing(here)).toEqual([night(1), night(2)])
  })

  test('are not lost when others add theirs in between', async () => {
    const here = world()
    const ports = beaten(here, 3, (time) => addWindow(owner, night(time), here))
    expect(await addWindow(owner, night(9), ports)).toMatchObject({
      kind: 'changed',
      entries: [{ number: 4 }],
    })
    expect(await standing(here)).toEqual([night(3), night(2), night(1), night(9)])
  })

  test('are added by whoever is beaten for ever not at all', async () => {
    const here = world()
    let others = 0
    const ports = beaten(here, Infinity, () =>
      addWindow(owner, { ...night(1), note: String((others += 1)) }, here),
    )
    expect(await addWindow(owner, night(9), ports)).toEqual({ kind: 'conflict' })
    expect(await standing(here)).not.toContainEqual(night(9))
  })

  test('are removed as they were first seen, whatever number they have by then', async () => {
    const here = world()
    for (const day of [1, 2, 3]) await addWindow(owner, night(day), here)
    const ports = beaten(here, 1, () => removeWindows(owner, (all) => all.slice(0, 1), here))
    const second = await removeWindows(owner, (all) => all.slice(1, 2), ports)
    expect(second).toMatchObject({ kind: 'changed', entries: [{ number: 2, window: night(2) }] })
    expect(await standing(here)).toEqual([night(3)])
  })

  test('leave nothing behind when the last is removed', async () => {
    const here = world()
    await addWindow(owner, night(1), here)
    expect(await removeWindows(owner, (all) => all, here)).toMatchObject({ kind: 'changed' })
    expect(here.rows.get('inbox')?.definition).toEqual(DEFINITION)
    expect((await here.runs.findTagWindows()).windows).toEqual([])
    expect(await removeWindows(owner, (all) => all, here)).toEqual({ kind: 'unchanged', entries: [] })
  })
})

test('a window of a monitor that is not there is refused', async () => {
  const nobody: Owner = { kind: 'monitor', monitorId: 'nobody' }
  expect(await addWindow(nobody, night(1), world())).toEqual({ kind: 'no-monitor' })
})

test('a window is added to a row with mistakes elsewhere, but to no list that has some', async () => {
  const elsewhere = world({ timeoutSeconds: 'long' })
  expect(await addWindow(INBOX, night(1), elsewhere)).toMatchObject({ kind: 'changed' })
  const inList = world({ maintenance: [{ ...night(1), durationMinutes: 0 }] })
  expect(await addWindow(INBOX, night(2), inList)).toMatchObject({
    kind: 'mistakes',
    problems: [{ path: 'maintenance[0].durationMinutes' }],
  })
  expect(inList.rows.get('inbox')?.revision).toBe(3)
})

test('tags keep those of other tags, and have no more together than one item holds', async () => {
  const here = world()
  const mail = Array.from({ length: MOST_TAG_WINDOWS }, () => ({ tag: 'mail', window: night(1) }))
  await here.runs.putTagWindows({ version: 1, windows: mail.slice(1) })
  expect(await addWindow(WEB, night(1), here)).toMatchObject({ kind: 'changed' })
  expect(await addWindow(WEB, night(2), here)).toMatchObject({ kind: 'mistakes' })
  await removeWindows(WEB, (all) => all, here)
  expect(await here.runs.findTagWindows()).toEqual({ version: 3, windows: mail.slice(1) })
})
