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
  await page.getByRole('link', { name: 'Every monitor now' }).click()
  await page.getByRole('link', { name: 'blog' }).waitFor()
})

test('without an answer the bar says since when, and everything comes back with it', async () => {
  const { address, cut, back } = await served(readsWorld)
  const { page } = await opened(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
  await cut()
  await page.clock.fastForward(15_000)
  await page.getByText('No answer since 19:00').waitFor()
  await back()
  await page.clock.fastForward(60_000)
  await page.getByText('No answer since').waitFor({ state: 'detached' })
})

test('another key than the right one is told, with what prints the right one', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/').replace(/#.*/, '#key=another'))
  await page.getByRole('heading', { name: 'The key is not the right one' }).waitFor()
  await page.getByText('npx roundtrip open --local').waitFor()
  expect(await violations(page)).toEqual([])
  await page.goto(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
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
