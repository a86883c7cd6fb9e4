import { describe, expect, test } from 'vitest'

import { NOW, definition } from '../monitors/monitors-world.ts'
import { typedWorld } from '../monitors/typed-world.ts'
import { type MaintenanceWorld, maintenanceWorld } from './maintenance-world.ts'
import { removeRow } from '../../../support/remove-row.ts'

const PAST = { start: '2026-11-01T22:00', durationMinutes: 60, zone: 'UTC' }
const WEEKLY = { start: '22:00', days: ['sat'], durationMinutes: 240, zone: 'Europe/Berlin', mode: 'pause' }
const NOW_UTC = {
  start: '2026-11-24T17:00',
  durationMinutes: 120,
  zone: 'UTC',
  mode: 'mute',
  note: 'new disks',
} as const

async function worldWithWindows(): Promise<MaintenanceWorld> {
  const world = maintenanceWorld()
  await world.put(definition('shop', { tags: ['web'], maintenance: [PAST, WEEKLY] }), { managedBy: 'stack' })
  await world.put(definition('blog', { tags: ['web', 'eu'] }))
  await world.put(definition('mail'))
  await world.put(definition('odd', { maintenance: [{ ...WEEKLY, zone: 'Berlin' }, WEEKLY] }))
  await world.runs.putTagWindows({ version: 1, windows: [{ tag: 'web', window: NOW_UTC }] })
  return world
}

describe('list', () => {
  test('says whose, when it is, and when it comes next', async () => {
    const world = await worldWithWindows()
    const { code, out } = await world.says('list')
    expect(code).toBe(0)
    const bad =
      'misconfigured: zone: expected the name of a time zone as Europe/Berlin or UTC, got "Berlin"; did you mean Europe/Berlin?'
    const lines = out.split('\n').map((line) => line.replaceAll('\t', ' | '))
    expect(lines).toEqual([
      `odd | 1 |  | ${bad} |  | `,
      'odd | 2 | pause | sat 22:00 for 4h, Europe/Berlin | Sat 2026-11-28 22:00 (2026-11-28T21:00Z) | ',
      'shop | 1 | mute | 2026-11-01T22:00 for 1h, UTC | over | ',
      'shop | 2 | pause | sat 22:00 for 4h, Europe/Berlin | Sat 2026-11-28 22:00 (2026-11-28T21:00Z) | ',
      'tag web | 1 | mute | 2026-11-24T17:00 for 2h, UTC | now, until Tue 2026-11-24 19:00 | new disks',
      '',
    ])
  })

  test('of monitors says theirs, and those of their tags', async () => {
    const world = await worldWithWindows()
    expect((await world.says('list blog')).out).toMatch(/^tag web\t1\t.*\n$/)
    expect((await world.says('list mail')).err).toBe('There are no maintenance windows of mail.\n')
    expect(await world.says('list shpo')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/did you mean shop\?/) as string,
    })
  })

  test('--json is one object', async () => {
    const world = await worldWithWindows()
    const { out } = await world.says('list shop --json')
    const id = expect.stringMatching(/^[0-9a-f]{16}$/) as string
    expect(JSON.parse(out)).toEqual({
      schema: 'roundtrip.maintenance/1',
      items: [
        { id, monitorId: 'shop', number: 1, state: 'over', week: [], window: { ...PAST, mode: 'mute' } },
        {
          id,
          monitorId: 'shop',
          number: 2,
          state: 'coming',
          from: '2026-11-28T21:00:00.000Z',
          until: '2026-11-29T01:00:00.000Z',
          week: [{ from: '2026-11-28T21:00:00.000Z', until: '2026-11-29T01:00:00.000Z' }],
          window: WEEKLY,
        },
        {
          id,
          tag: 'web',
          monitorIds: ['shop'],
          number: 1,
          state: 'now',
          until: '2026-11-24T19:00:00.000Z',
          week: [{ from: '2026-11-24T17:00:00.000Z', until: '2026-11-24T19:00:00.000Z' }],
          window: NOW_UTC,
        },
      ],
    })
  })

  test('of nothing says so', async () => {
    const world = maintenanceWorld()
    expect((await world.says('list')).err).toBe(
      'There are no maintenance windows in stack Roundtrip in eu-west-1.\n',
    )
  })

  test('shows hostile text tamed', async () => {
    const typed = await typedWorld({
      monitorId: { S: 'a\u001b[2Jb' },
      maintenance: { L: [{ M: { start: { S: '\u001b]0;x\u0007' }, note: { S: '\u202e' } } }, { S: '\r' }] },
    })
    const world = maintenanceWorld(typed)
    const { out } = await world.says('list')
    expect(out.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(out).toMatch(/^a\\x1b\[2Jb\t1\t\tmisconfigured: start: expected/m)
  })
})

describe('monitors list and show mention the window that covers now', () => {
  test('of the monitor or its tags', async () => {
    const world = await worldWithWindows()
    const { out } = await world.monitorsSay(['list'])
    expect(out).toMatch(/^blog\t.*\tenabled, maintenance \(mute\) until 2026-11-24T19:00:00Z\t/m)
    expect(out).toMatch(/^shop\t.*\tenabled, maintenance \(mute\) until 2026-11-24T19:00:00Z\t/m)
    expect(out).toMatch(/^mail\t.*\tenabled\t/m)
    expect((await world.monitorsSay(['show', 'shop'])).out).toMatch(
      /^# managedBy: stack, revision: 1, enabled, maintenance \(mute\) until 2026-11-24T19:00:00Z\n/,
    )
    expect(JSON.parse((await world.monitorsSay(['show', 'shop', '--json'])).out)).toMatchObject({
      state: 'enabled',
      maintenance: { mode: 'mute', until: '2026-11-24T19:00:00.000Z', note: 'new disks' },
    })
  })
})

describe('remove', () => {
  test('takes away what its numbers name, and says what that was', async () => {
    const world = await worldWithWindows()
    expect(await world.says('remove shop 2')).toEqual({
      code: 0,
      out: 'shop: window 2 removed (pause, sat 22:00 for 4h, Europe/Berlin)\n',
      err: '',
    })
    expect(await world.windowsOf('shop')).toEqual([PAST])
    expect(await world.says('remove odd 1 2')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^odd: window 1 removed\nodd: window 2 /) as string,
    })
    expect(await world.definitionOf('odd')).toEqual(definition('odd'))
  })

  test('takes nothing away for a number that there is not', async () => {
    const world = await worldWithWindows()
    expect(await world.says('remove shop 1 3')).toEqual({
      code: 1,
      out: '',
      err: 'roundtrip: shop has no window 3: nothing was removed; maintenance list shows the numbers\n',
    })
    expect(await world.windowsOf('shop')).toHaveLength(2)
  })

  test('--all takes away all of some monitors, or of a tag', async () => {
    const world = await worldWithWindows()
    const { code, out } = await world.says('remove shop mail --all')
    expect(code).toBe(0)
    expect(out).toMatch(/^shop: window 1 removed .*\nshop: window 2 removed .*\nmail: no windows\n$/)
    expect((await world.says('remove --tag web --all')).out).toBe(
      'tag web: window 1 removed (mute, 2026-11-24T17:00 for 2h, UTC)\n',
    )
    expect(await world.tagged()).toEqual([])
    expect((await world.says('remove --tag web --all')).out).toBe('tag web: no windows\n')
  })

  test('--over takes away what was once and has passed, everywhere or of some', async () => {
    const world = await worldWithWindows()
    expect((await world.says('remove odd --over')).out).toBe('odd: no windows that have passed\n')
    const tomorrow = NOW + 24 * 60 * 60 * 1000
    expect((await world.says('remove --over', tomorrow)).out).toBe(
      'shop: window 1 removed (mute, 2026-11-01T22:00 for 1h, UTC)\n' +
        'tag web: window 1 removed (mute, 2026-11-24T17:00 for 2h, UTC)\n',
    )
    expect(await world.windowsOf('shop')).toEqual([WEEKLY])
    expect((await world.says('remove --over', tomorrow)).out).toBe('There are no windows that have passed.\n')
  })

  test('mends a field that is no list at all', async () => {
    const world = maintenanceWorld()
    await world.put(definition('shop', { maintenance: 'tonight' }))
    expect((await world.says('list')).out).toMatch(/^shop\t1\t\tmisconfigured: expected a window as/m)
    expect(await world.says('remove shop 1')).toMatchObject({ code: 0, out: 'shop: window 1 removed\n' })
    expect(await world.definitionOf('shop')).toEqual(definition('shop'))
  })
})

test('import and export keep windows, in each format', async () => {
  for (const format of ['yaml', 'json', 'csv']) {
    const world = maintenanceWorld()
    const written = definition('shop', { maintenance: [PAST, { ...WEEKLY, note: 'a, "b"; c' }] })
    await world.put(written)
    const { out } = await world.monitorsSay(['export', '--format', format])
    const readInput = () => Promise.resolve(out)
    expect((await world.monitorsSay(['import', '-', '--format', format], { readInput })).out).toBe(
      'unchanged 1: shop\n',
    )
    await removeRow(world.store, 'shop')
    await world.monitorsSay(['import', '-', '--format', format], { readInput })
    expect(await world.definitionOf('shop')).toEqual(written)
  }
})
