import { expect, test } from 'vitest'

import { readsWorld } from '../../http/reads-world.ts'
import { wrongWith } from '../fine.ts'
import { opened } from '../opened.ts'
import { served } from '../served.ts'

async function shell(size: 'wide' | 'narrow' = 'wide') {
  const { address } = await served((home) => readsWorld({ ...home, reportZone: 'America/New_York' }))
  const shown = await opened(address('/'), { size })
  await shown.page.getByRole('link', { name: 'blog', exact: true }).waitFor()
  return shown
}

test('times are in the zone that is chosen: the browser’s, UTC, or that of reports; it is kept', async () => {
  const { page } = await shell()
  const zones = page.getByLabel('Time zone')
  expect(await zones.locator('option').allTextContents()).toEqual([
    'Europe/Berlin',
    'UTC',
    'America/New York',
  ])
  await page.getByRole('row', { name: /=Shop.* 18:30 · / }).waitFor()
  await zones.selectOption('America/New York')
  await page.getByRole('row', { name: /=Shop.* 12:30 · / }).waitFor()
  await page.reload()
  await page.getByRole('row', { name: /=Shop.* 12:30 · / }).waitFor()
})

test('colours and the height of rows are kept', async () => {
  const { page } = await shell()
  const root = page.locator('html')
  await page.getByRole('button', { name: /Theme/ }).click()
  await page.getByRole('button', { name: /Theme/ }).click()
  await page.getByRole('button', { name: 'Compact rows' }).click()
  await page.reload()
  await page.getByRole('link', { name: 'blog', exact: true }).waitFor()
  expect(await root.getAttribute('data-theme')).toBe('dark')
  expect(await root.getAttribute('data-density')).toBe('dense')
  const row = await page.getByRole('row', { name: /blog/ }).boundingBox()
  expect(row?.height).toBeLessThan(36)
})

test('the question mark shows which keys do something here, and turns them off', async () => {
  const shown = await shell()
  const { page } = shown
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await keys.getByText('search monitors').waitFor()
  expect(await wrongWith(shown)).toEqual([])
  await keys.getByLabel('Use single-letter shortcuts').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  expect(await page.getByRole('searchbox').evaluate((field) => field === document.activeElement)).toBe(false)
})

test('on a narrow screen the header fits, and what is pressed is 44 px high', async () => {
  const shown = await shell('narrow')
  expect(await wrongWith(shown)).toEqual([])
  const heights = await shown.page
    .locator('header :is(nav a, button, select)')
    .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(42)
})

test('by the keyboard alone the first stop leads past the header', async () => {
  const { page } = await shell()
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'Skip to content' }).press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
})
