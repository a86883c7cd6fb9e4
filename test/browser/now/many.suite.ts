import { expect, test } from 'vitest'

import { wrongWith } from '../fine.ts'
import { opened } from '../opened.ts'
import { served } from '../served.ts'
import { fleetWorld } from './fleet-world.ts'

test('of 2,000 monitors those in view are in the document; filter, search and the last row work', async () => {
  const { address } = await served((home) => fleetWorld({ count: 2000, down: 120, home }))
  const shown = await opened(address('/?span=30d'))
  const { page } = shown
  const strips: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/strips')) strips.push(request.url())
  })
  const rows = page.locator('.fleet tbody tr')
  await page.getByRole('link', { name: 'm0121' }).waitFor()
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('1882')
  expect(await rows.count()).toBeLessThan(150)

  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  await page.getByRole('link', { name: 'm2000' }).waitFor()
  expect(await page.getByRole('row', { name: /m2000/ }).getAttribute('aria-rowindex')).toBe('1882')
  expect(await rows.count()).toBeLessThan(150)
  const asked = () => strips.flatMap((url) => new URL(url).searchParams.get('ids')?.split(',') ?? [])
  await expect.poll(asked).toContain('m2000')
  expect(asked()).not.toContain('m1000')

  await page.evaluate(() => window.scrollTo(0, 0))
  await page.getByRole('button', { name: 'down 120' }).click()
  await page.getByRole('button', { name: /^.?.?120 monitors are down/ }).click()
  await page.getByRole('link', { name: 'm0001' }).waitFor()
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('122')
  await page.keyboard.press('/')
  await page.keyboard.type('m0077')
  await expect.poll(() => rows.count()).toBe(1)
  expect(await wrongWith(shown)).toEqual([])
})

test('the arrow keys go on through rows that were not in the document yet', async () => {
  const { address } = await served((home) => fleetWorld({ count: 300, down: 0, home }))
  const { page } = await opened(address('/'))
  await page.getByRole('link', { name: 'm0001', exact: true }).focus()
  for (let row = 0; row < 120; row++) await page.keyboard.press('ArrowDown')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('m0121')
})
