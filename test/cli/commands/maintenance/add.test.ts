import { describe, expect, test } from 'vitest'

import { mistakesIn } from '../../says.ts'
import { definition } from '../monitors/monitors-world.ts'
import { maintenanceWorld } from './maintenance-world.ts'

const ONCE = { start: '2026-12-01T22:00', durationMinutes: 120, zone: 'Europe/Berlin', mode: 'mute' }
const WEEKLY = {
  start: '22:00',
  days: ['sat', 'sun'],
  durationMinutes: 120,
  zone: 'Europe/Berlin',
  mode: 'mute',
}

describe('add', () => {
  test.each([
    [
      '--start 2026-12-01T22:00 --for 2h --zone Europe/Berlin',
      ONCE,
      'next Tue 2026-12-01 22:00 to Wed 2026-12-02 00:00 Europe/Berlin (2026-12-01T21:00Z to 2026-12-01T23:00Z)',
    ],
    [
      '--start 22:00 --days sat,sun --for 2h --zone Europe/Berlin',
      WEEKLY,
      'next Sat 2026-11-28 22:00 to Sun 2026-11-29 00:00 Europe/Berlin (2026-11-28T21:00Z to 2026-11-28T23:00Z)',
    ],
    [
      '--start 17:30 --days tue --for 1h30m --zone UTC --mode pause --note disks',
      { start: '17:30', days: ['tue'], durationMinutes: 90, zone: 'UTC', mode: 'pause', note: 'disks' },
      'now, until Tue 2026-11-24 19:00 UTC',
    ],
    [
      '--start 2027-03-28T02:30 --for 1h --zone Europe/Berlin',
      { ...ONCE, start: '2027-03-28T02:30', durationMinutes: 60 },
      'next Sun 2027-03-28 03:00 to Sun 2027-03-28 04:00 Europe/Berlin (2027-03-28T01:00Z to 2027-03-28T02:00Z)',
    ],
  ])('%s', async (options, window, when) => {
    const world = maintenanceWorld()
    await world.put(definition('shop'))
    const { code, out, err } = await world.says(`add shop ${options}`)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`shop: window 1 (${window.mode}): ${when}\n`)
    expect(await world.definitionOf('shop')).toEqual(definition('shop', { maintenance: [window] }))
  })

  test.each([
    ['--for 1h', { start: '2026-11-24T19:00', zone: 'Europe/Berlin' }, 'Tue 2026-11-24 20:00 Europe/Berlin'],
    [
      '--for 1h --zone UTC --mode pause',
      { start: '2026-11-24T18:00', zone: 'UTC' },
      'Tue 2026-11-24 19:00 UTC',
    ],
  ])('from now: %s', async (options, window, until) => {
    const world = maintenanceWorld()
    await world.put(definition('shop'))
    expect((await world.says(`add shop ${options}`)).out).toContain(`: now, until ${until}`)
    expect(await world.windowsOf('shop')).toMatchObject([{ ...window, durationMinutes: 60 }])
  })

  test('from now lasts as long in the hour that clocks show twice', async () => {
    const world = maintenanceWorld()
    await world.put(definition('shop'))
    const second = Date.parse('2026-10-25T01:30:00Z')
    expect((await world.says('add shop --for 1h', second)).out).toContain(
      'now, until Sun 2026-10-25 02:30 UTC',
    )
  })

  test('puts it behind those that are there, and not there twice', async () => {
    const world = maintenanceWorld()
    await world.put(definition('shop', { maintenance: [{ ...WEEKLY, mode: undefined, note: 'backup' }] }))
    const line = 'add shop --start 2026-12-01T22:00 --for 2h --zone Europe/Berlin'
    expect((await world.says(line)).out).toMatch(/^shop: window 2 \(mute\): next /)
    expect((await world.says(line)).out).toMatch(/^shop: window 2 \(mute\): next /)
    expect(await world.windowsOf('shop')).toEqual(
      [{ ...WEEKLY, mode: undefined, note: 'backup' }, ONCE].map(plain),
    )
    expect((await world.store.find('shop'))?.revision).toBe(2)
  })

  test('works on a stack monitor, and on a row with mistakes elsewhere; what is not there is told', async () => {
    const world = maintenanceWorld()
    await world.put(definition('blog'), { managedBy: 'stack', revision: 5 })
    await world.put(definition('shop', { timeoutSeconds: 'long' }))
    const { code, out, err } = await world.says(
      'add blog nowhere shop blog --start 2026-12-01T22:00 --for 2h --zone Europe/Berlin',
    )
    expect(code).toBe(1)
    expect(out).toMatch(/^blog: window 1 .*\nshop: window 1 .*\n$/)
    expect(err).toMatch(/^roundtrip: there is no monitor "nowhere" in stack Roundtrip in eu-west-1; .*\n$/)
    expect(await world.store.find('blog')).toMatchObject({ managedBy: 'stack', revision: 6 })
    expect(await world.windowsOf('shop')).toEqual([ONCE])
  })

  test('puts it on a tag, and says who has that', async () => {
    const world = maintenanceWorld()
    const line = 'add --tag web --start 2026-12-01T22:00 --for 2h --zone Europe/Berlin'
    expect((await world.says(line)).out).toMatch(
      /^tag web: window 1 \(mute\): .*; no monitor has this tag yet\n$/,
    )
    await world.put(definition('shop', { tags: ['web', 'eu'] }))
    await world.put(definition('blog', { tags: ['web'] }))
    expect((await world.says(line)).out).toMatch(/; it applies to blog, shop\n$/)
    expect(await world.tagged()).toEqual([{ tag: 'web', window: ONCE }])
  })

  test('adds nothing to a list with mistakes, and says which', async () => {
    const world = maintenanceWorld()
    await world.put(definition('shop', { maintenance: [{ ...ONCE, zone: 'Berlin' }] }))
    expect(await world.says('add shop --start 2026-12-01T22:00 --for 2h --zone UTC')).toEqual({
      code: 1,
      out: '',
      err:
        'roundtrip: shop: nothing was added: maintenance[0].zone: expected the name of a time zone as Europe/Berlin or ' +
        'UTC, got "Berlin"; did you mean Europe/Berlin?\n',
    })
  })

  test('adds no more than a monitor may have', async () => {
    const world = maintenanceWorld()
    await world.put(definition('shop', { maintenance: Array.from({ length: 20 }, () => ONCE) }))
    const { code, err } = await world.says('add shop --start 2026-12-02T22:00 --for 2h --zone UTC')
    expect(code).toBe(1)
    expect(err).toMatch(/nothing was added: maintenance: expected a list of at most 20 windows/)
  })
})

describe('what is no window is told by its option, and nothing is changed', () => {
  test.each([
    [
      '--start 22:00 --days sat --for 2h',
      /--zone: expected the time zone .*; this machine's is --zone Europe\/Berlin$/,
    ],
    [
      '--start 22:00 --for 2h --zone UTC',
      /--days: expected days with a weekly start, as mon,thu, got nothing$/,
    ],
    [
      '--start 2026-12-01T22:00 --days sat --for 2h --zone UTC',
      /--days: expected no days with a start that has a date/,
    ],
    ['--start 22:00 --days sat,weekend --for 2h --zone UTC', /--days: expected mon, tue, .* got "weekend"$/],
    [
      '--start 22:00Z --days sat --for 2h --zone UTC',
      /--start: expected 22:00 .*: the time zone belongs in --zone$/,
    ],
    [
      '--start 22:00 --days sat --for 2 --zone UTC',
      /--for: expected minutes, hours, days or weeks, .* got "2"$/,
    ],
    [
      '--start 22:00 --days sat --for 2w --zone UTC',
      /--for: expected a whole number of minutes from 1 to 10080, got 20160$/,
    ],
    ['--for 1h --zone berlin', /--zone: .*; did you mean Europe\/Berlin\?$/],
    ['--zone UTC', /--for: expected how long it lasts, as 30m, 2h or 1h30m$/],
    ['--start 22:00 --days sat --zone UTC', /--for: expected how long it lasts, as 30m, 2h or 1h30m$/],
    ['--start 22:00 --days sat --for 2h --zone berlin', /--zone: .*; did you mean Europe\/Berlin\?$/],
    ['--start 22:00 --days sat --for 2h --zone UTC --mode off', /--mode: expected mute or pause, got "off"$/],
    [
      '--start 2026-11-24T12:00 --for 2h --zone UTC',
      /--start: expected a window that has not passed, got "2026-11-24T12:00"$/,
    ],
    ['--for 1h --start 1', /--start: .*\n {2}--zone: /],
  ])('%s', async (options, message) => {
    const world = maintenanceWorld()
    await world.put(definition('shop'))
    expect(await mistakesIn(world.says(`add shop ${options}`))).toMatch(message)
    expect(await world.definitionOf('shop')).toEqual(definition('shop'))
  })

  test('a tag that is none', async () => {
    const world = maintenanceWorld()
    const line = 'add --tag a&b --start 2026-12-01T22:00 --for 2h --zone UTC'
    expect(await mistakesIn(world.says(line))).toMatch(/--tag: expected 1 to 64 letters, .* got "a&b"$/)
  })
})

/** As a table holds it. */
function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value))
}
