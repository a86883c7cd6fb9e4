import { expect, test } from 'vitest'

import type { HttpHome } from '../../../shared/http/home.ts'
import { MOST_ITEMS } from '../../../shared/http/request/page.ts'
import { readsWorld } from '../../http/reads-world.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'

async function started(
  opening: Opening = {},
  differing: Partial<HttpHome> = {},
  path = '/maintenance',
  worldOf = readsWorld,
) {
  const { world, address } = await served(worldOf, differing)
  const { page, faults } = await opened(address(path), opening)
  await page.getByRole('heading', { name: 'All windows' }).waitFor()
  return {
    world,
    page,
    faults,
    press: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    windowsOf: async (monitorId: string) => (await world.monitors.find(monitorId))?.definition.maintenance,
  }
}

test('an hour from now on is two clicks', async () => {
  const { page, press, windowsOf, faults } = await started()
  await page.getByRole('heading', { name: /^Maintenance now: blog, until 20:00\. The next begins/ }).waitFor()
  await page.getByRole('checkbox', { name: '=Shop' }).check()
  await press('Start now')
  await page.getByText('shop: now, until 20:00').waitFor()
  expect(await windowsOf('shop')).toMatchObject([
    { durationMinutes: 60, mode: 'mute', zone: 'Europe/Berlin' },
  ])
  await page.getByRole('heading', { name: /^2 maintenance windows are active now/ }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('a window is told by the clocks of its own zone, and when it comes by those of the page', async () => {
  const { page } = await started()
  const item = page.getByRole('listitem').filter({ hasText: 'moving' }).last()
  expect(await item.innerText()).toMatch(/now, until 20:00\s+2026-11-24 17:00 for 2 h, UTC/)
  await page.getByLabel('Time zone').first().selectOption('UTC')
  await page.getByRole('heading', { name: /until 19:00/ }).waitFor()
  expect(await item.innerText()).toMatch(/now, until 19:00\s+2026-11-24 17:00 for 2 h, UTC/)
})

test('windows of tags are in the list also where those of monitors fill a page of the API', async () => {
  const { page, faults } = await started({}, {}, '/maintenance', async (differing) => {
    const world = await readsWorld(differing)
    const window = { mode: 'mute', start: '2026-12-24T12:00', durationMinutes: 60, zone: 'UTC' }
    for (let one = 1; one <= MOST_ITEMS; one += 1) await world.has(`m-${one}`, { maintenance: [window] })
    return world
  })
  await page.getByRole('button', { name: /^Remove window 1 of tag / }).waitFor()
  expect(faults).toEqual([])
})

test('a monitor that the address names is chosen', async () => {
  const { page } = await started({}, {}, '/maintenance?monitor=blog')
  expect(await page.getByRole('checkbox', { name: 'blog' }).isChecked()).toBe(true)
})

test('a weekly window of a tag stands in the calendar and in the list', async () => {
  const { page, press, world } = await started()
  await page.getByRole('radio', { name: 'every monitor with a tag' }).check()
  await press('Every week')
  await press('Fri')
  await page.getByLabel('At', { exact: true }).fill('23:00')
  await press('2 h')
  await page.getByLabel('During the window').selectOption('pause')
  await page.getByLabel('Note').fill('new <b>disks</b>')
  await press('Add the window')
  await page.getByText('Fri 23:00 for 2 h, Europe/Berlin · no runs').waitFor()
  const row = page.getByRole('row', { name: /Fri 27 Nov/ })
  await row.getByText('from 23:00').waitFor()
  await page
    .getByRole('row', { name: /Sat 28 Nov/ })
    .getByText('until 01:00')
    .waitFor()
  expect(await row.innerText()).toContain('new <b>disks</b>')
  const { windows } = await world.runs.findTagWindows()
  expect(windows).toHaveLength(2)
})

test('mistakes stand beside their fields', async () => {
  const { page, press } = await started()
  await press('Start now')
  await page.getByText('choose at least one monitor').waitFor()
  await page.getByRole('checkbox', { name: 'blog' }).check()
  await press('Every week')
  await page.getByLabel('Duration in minutes').fill('0')
  await press('Add the window')
  await page.locator('#plan-minutes-more').getByText('from 1 to 10080').waitFor()
  expect(await violations(page)).toEqual([])
})

test('a window is removed after one question, also one with mistakes', async () => {
  const { page, press, windowsOf } = await started()
  await press('Remove window 1 of mail')
  await page.getByRole('dialog', { name: 'Remove window 1 of mail?' }).waitFor()
  expect(await violations(page)).toEqual([])
  await press('Cancel')
  expect(await windowsOf('mail')).toHaveLength(1)
  await press('Remove window 1 of mail')
  await press('Remove the window')
  await page.getByRole('button', { name: 'Remove window 1 of mail' }).waitFor({ state: 'detached' })
  expect(await windowsOf('mail')).toBeUndefined()
})

test('with the keyboard alone a window is begun', async () => {
  const { page, windowsOf } = await started()
  await page.getByRole('checkbox', { name: '=Shop' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: '4 h', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Note').focus()
  await page.keyboard.press('Enter')
  await page.getByText('shop: now, until 23:00').waitFor()
  expect(await windowsOf('shop')).toMatchObject([{ durationMinutes: 240 }])
})

test.each([
  ['narrow', 'dark'],
  ['wide', 'light'],
] as const)('on a %s screen in %s colours nothing is cut off', async (size, colorScheme) => {
  const { page, press, faults } = await started({ size, colorScheme })
  await press('Every week')
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  expect(faults).toEqual([])
})

test('who may only look is told why nothing can be planned or removed', async () => {
  const { page } = await started({}, { may: 'view' })
  await page.getByText('You have read-only access.').waitFor()
  expect(await page.getByRole('button', { name: 'Start now' }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Remove window 1 of mail' }).isDisabled()).toBe(true)
})
