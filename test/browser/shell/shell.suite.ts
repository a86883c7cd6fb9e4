import { expect, test } from 'vitest'

import { readsWorld } from '../../http/reads-world.ts'
import { violations } from '../accessible.ts'
import { opened } from '../opened.ts'
import { served } from '../served.ts'

test('the printed address shows every monitor, and keeps the key out of the address', async () => {
  const { address } = await served(readsWorld)
  const { page, faults } = await opened(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
  expect(new URL(page.url()).hash).toBe('')
  await page.reload()
  await page.getByRole('link', { name: 'blog' }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('without a key it says how to come by one', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/').replace(/#.*/, ''))
  await page.getByText('npx roundtrip open --local').waitFor()
  expect(await violations(page)).toEqual([])
})

test('an address that is none leads back', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/'))
  await page.evaluate(() => history.pushState(null, '', '/nowhere'))
  await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')))
  await page.getByRole('link', { name: 'All monitors' }).click()
  await page.getByRole('link', { name: 'blog' }).waitFor()
})

test('without an answer the bar says since when, and everything comes back with it', async () => {
  const { address, cut, back } = await served(readsWorld)
  const { page } = await opened(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
  await cut()
  await page.clock.fastForward(15_000)
  await page.getByText('No connection since 19:00').waitFor()
  await back()
  await page.clock.fastForward(60_000)
  await page.getByText('No connection since').waitFor({ state: 'detached' })
})

test('another key than the right one is told, with what prints the right one', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/').replace(/#.*/, '#key=another'))
  await page.getByRole('heading', { name: 'This key is not valid' }).waitFor()
  await page.getByText('npx roundtrip open --local').waitFor()
  expect(await violations(page)).toEqual([])
  await page.goto(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
})

test('a link with a key that is not valid does not take away the one that is', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
  const tried = page.waitForResponse((response) => response.status() === 401)
  await page.goto(address('/').replace(/#.*/, '#key=another'))
  await tried
  await page.reload()
  await page.getByRole('link', { name: 'blog' }).waitFor()
})

test('what was typed stays while the key is not valid, until another tab has the new one', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/m/blog/edit'))
  await page.getByLabel('Address', { exact: true }).fill('our-blog@example.com')
  const other = await page.context().newPage()
  await other.goto(address('/').replace(/#.*/, ''))
  await other.evaluate(() => localStorage.setItem('roundtrip-key', 'another'))
  await page.clock.fastForward(60_000)
  await page.getByRole('heading', { name: 'This key is not valid' }).waitFor()
  expect(await page.getByLabel('Address', { exact: true }).isVisible()).toBe(false)
  expect(await violations(page)).toEqual([])
  await other.goto(address('/'))
  await page.getByRole('heading', { name: 'This key is not valid' }).waitFor({ state: 'detached' })
  expect(await page.getByLabel('Address', { exact: true }).inputValue()).toBe('our-blog@example.com')
})

test('whoever goes to another page is at its heading, forth and back', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.tagName)
  expect(await focused()).toBe('BODY')
  await page.getByRole('link', { name: 'Maintenance' }).press('Enter')
  await page.locator('h1:focus').waitFor()
  expect(await page.title()).toBe('Maintenance · Roundtrip')
  await page.goBack()
  await page.getByRole('link', { name: 'blog' }).waitFor()
  await page.locator('h1:focus').waitFor()
})

test('a page whose file is gone says so, and is there once it is loaded again', async () => {
  const { address } = await served(readsWorld)
  const { page, faults } = await opened(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
  await page.route('**/assets/other-pages-*.js', (route) => route.fulfill({ status: 404 }))
  await page.getByRole('link', { name: 'Incidents', exact: true }).click()
  const again = page.getByRole('button', { name: 'Load again' })
  await again.waitFor()
  expect(await violations(page)).toEqual([])
  await page.unrouteAll()
  await again.click()
  await page.getByRole('heading', { level: 1, name: /incident/ }).waitFor()
  expect(faults).toEqual([])
})

test('an answer that was on its way during a change is asked for once more', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/maintenance'))
  const remove = page.getByRole('button', { name: 'Remove window 1 of mail' })
  await remove.waitFor()
  const isHeld = Promise.withResolvers<undefined>()
  const isChanged = Promise.withResolvers<undefined>()
  await page.route(
    '**/api/v1/maintenance?*',
    async (route) => {
      const before = await route.fetch()
      isHeld.resolve(undefined)
      await isChanged.promise
      await route.fulfill({ response: before })
    },
    { times: 1 },
  )
  await page.clock.fastForward(10_000)
  await isHeld.promise
  await remove.click()
  const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE')
  await page.getByRole('button', { name: 'Remove the window' }).click()
  await deleted
  isChanged.resolve(undefined)
  await remove.waitFor({ state: 'detached', timeout: 5000 })
})
