import { describe, expect, test } from 'vitest'

import { wrongWith } from '../fine.ts'
import { type Opening, type SIZES, opened } from '../opened.ts'
import { served } from '../served.ts'
import { NIGHT, nightStory, nightWorld } from '../worlds/night.ts'
import { viewerTests } from '../../../shared/http/viewer-tests.ts'

/** Nobody changes anything here. */
const story = nightStory()

async function night(path: string, opening: Opening = {}) {
  const { address } = await served((differing) => nightWorld(differing, story))
  const shown = await opened(address(path), { at: NIGHT, ...opening })
  await shown.page.locator('h1').waitFor()
  const names = () => shown.page.locator('.fleet .c-name > a').allTextContents()
  const query = () => decodeURIComponent(new URL(shown.page.url()).search)
  return { ...shown, names, query }
}

const TOGETHER = ['jobs', 'newsletter', 'orders', 'press', 'support']

test('a sentence leads to those that it is about, and back leads back', async () => {
  const { page, names, query } = await night('/')
  expect(await page.title()).toBe('6 down · Roundtrip')
  await page
    .getByRole('heading')
    .getByRole('link', { name: /^5 monitors are down since/ })
    .click()
  await page.getByRole('link', { name: 'orders', exact: true }).waitFor()
  expect((await names()).toSorted()).toEqual(TOGETHER)
  expect(query()).toMatch(/^\?with=\w+$/)
  await page.goBack()
  await page.getByRole('link', { name: 'accounts' }).waitFor()
  await page
    .getByRole('heading')
    .getByRole('link', { name: /^Shop is down since/ })
    .click()
  await page.waitForURL('**/m/shop')
})

test('counters show their own, and the address keeps it', async () => {
  const { page, names, query } = await night('/')
  const down = page.getByRole('button', { name: 'down 6' })
  const all = await names()
  expect(await down.getAttribute('aria-pressed')).toBe('false')
  await down.click()
  await expect.poll(() => down.getAttribute('aria-pressed')).toBe('true')
  await expect.poll(() => names()).toEqual(['Shop'])
  await page.getByRole('button', { name: 'attention 1' }).click()
  expect(query()).toBe('?h=attention')
  await page.reload()
  await page.getByText('failing 1 of 3').waitFor()
  expect(await names()).toEqual(['HR'])
  await page.getByRole('button', { name: 'attention 1' }).click()
  expect(query()).toBe('')
  await expect.poll(() => names()).toEqual(all)
})

test('the group is one row that opens, by the keyboard too, and its members lead to their incidents', async () => {
  const { page, names, query } = await night('/')
  const fold = page.locator('.fleet').getByRole('button', { name: /^.?.?5 monitors are down/ })
  expect(await fold.getAttribute('aria-expanded')).toBe('false')
  await fold.focus()
  await page.keyboard.press('Enter')
  expect(await fold.getAttribute('aria-expanded')).toBe('true')
  expect((await names()).slice(0, 5).toSorted()).toEqual(TOGETHER)
  expect(query()).toMatch(/^\?open=/)
  await page
    .getByRole('row', { name: /orders/ })
    .getByRole('link', { name: /min/ })
    .click()
  await page.waitForURL('**/incidents/orders/2026-11-24T*')
})

test('by the keyboard alone: search, nothing found, show all, a row, its monitor', async () => {
  const { page, names, query } = await night('/')
  await page.keyboard.press('/')
  await page.keyboard.type('mail.example.com refused')
  expect(query()).toBe('?q=mail.example.com+refused')
  await page.getByRole('link', { name: 'press', exact: true }).waitFor()
  expect((await names()).toSorted()).toEqual(TOGETHER)
  await page.keyboard.type(' nowhere')
  await page.getByText('hides 22').waitFor()
  await page.getByRole('button', { name: 'Show all' }).focus()
  await page.keyboard.press('Enter')
  expect(await names()).toContain('travel')
  await page.getByRole('link', { name: 'billing' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/m/contact')
})

test('tags, order and time of the strips stand in the address', async () => {
  const { page, names, query } = await night('/')
  await page.getByLabel('Tag').selectOption('web')
  await page.getByLabel('Order').selectOption('name')
  await page.getByLabel('Time range').selectOption('24 h')
  expect(query()).toBe('?tag=web&sort=name&span=24h')
  expect(await names()).toEqual(['Blog', 'Partner portal', 'Shop'])
  await page.getByRole('columnheader', { name: 'Last 24 hours' }).waitFor()
})

test.each<keyof typeof SIZES>(['wide', 'narrow'])(
  '%s, rows of every health are of one height, with their mark in view',
  async (size) => {
    const { page } = await night('/?open=orders', { size })
    const rows = page.locator('.fleet tbody tr:not(.group)')
    const heights = await rows.evaluateAll((all) =>
      all.map((row) => Math.round(row.getBoundingClientRect().height)),
    )
    expect(heights).toHaveLength(22)
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(4)
    for (const mark of await rows.locator('.health svg').all()) {
      const [cell, svg] = [await mark.locator('xpath=ancestor::td').boundingBox(), await mark.boundingBox()]
      expect((svg?.x ?? 0) + (svg?.width ?? 0)).toBeLessThanOrEqual((cell?.x ?? 0) + (cell?.width ?? 0))
    }
  },
)

test('a test goes to its run', async () => {
  const { page } = await night('/?q=travel')
  await page.getByRole('button', { name: 'Test travel now' }).click()
  await page.waitForURL('**/m/travel/r/*_on-demand_*')
})

test('whoever has left before a test starts stays where they are', async () => {
  const { page } = await night('/?q=travel')
  const hasLeft = Promise.withResolvers<undefined>()
  await page.route('**/api/v1/monitors/travel/runs', async (route) => {
    await hasLeft.promise
    await route.continue()
  })
  const started = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Test travel now' }).click()
  await page.getByRole('link', { name: 'Maintenance' }).click()
  hasLeft.resolve(undefined)
  await (await started).finished()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/maintenance')
})

test('whoever may only look sees why there is no test', async () => {
  const { address } = await served((differing) => nightWorld({ ...differing, may: 'view' }, story))
  const shown = await opened(address('/'), { at: NIGHT })
  const button = shown.page.getByRole('button', { name: 'Test Shop now' })
  await shown.page.getByRole('button', { name: 'Test Shop now', disabled: true }).waitFor()
  expect(await button.getAttribute('title')).toBe('You have read-only access.')
  expect(await wrongWith(shown)).toEqual([])
})

test('whoever may only look may test, where the settings let them', async () => {
  const differs = { may: 'view', viewerTests: viewerTests() } as const
  const { address } = await served((differing) => nightWorld({ ...differing, ...differs }, story))
  const { page } = await opened(address('/?q=travel'), { at: NIGHT })
  await page.getByRole('button', { name: 'Test travel now' }).click()
  await page.waitForURL('**/m/travel/r/*_on-demand_*')
})

describe.each(['/', '/?h=down', '/?q=nothing', '/?open=orders&span=7d'])('%s', (path) => {
  test.each<[string, Opening]>([
    ['wide', {}],
    ['narrow', { size: 'narrow' }],
    ['dark', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
  ])('%s it fits and is accessible', async (_how, opening) => {
    const shown = await night(path, opening)
    await shown.page.waitForLoadState('networkidle')
    expect(await wrongWith(shown)).toEqual([])
  })
})

test('on a narrow screen a card opens, and tests', async () => {
  const shown = await night('/', { size: 'narrow' })
  const { page } = shown
  const test = page.getByRole('button', { name: 'Test Shop now' })
  expect(await test.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Details of Shop' }).click()
  await test.waitFor()
  const { height = 0 } = (await test.boundingBox()) ?? {}
  expect(height).toBeGreaterThanOrEqual(44)
  expect(await wrongWith(shown)).toEqual([])
})
