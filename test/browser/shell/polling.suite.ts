import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'

import { readsWorld } from '../../http/reads-world.ts'
import { opened } from '../opened.ts'
import { served } from '../served.ts'

const OVERVIEW = '**/api/v1/overview?*'
const POLL = 10_000

async function now() {
  const { address } = await served(readsWorld)
  const { page, faults } = await opened(address('/'))
  await page.getByRole('link', { name: 'blog' }).waitFor()
  return { page, faults }
}

const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()
const bar = (page: Page) => page.getByText(/^No (?:answer|connection) since/)

test('whoever comes back at once is kept informed all the same', async () => {
  const { page } = await now()
  await page.waitForLoadState('networkidle')
  await follow(page, 'Maintenance')
  await page.getByRole('heading', { level: 1, name: /maintenance/i }).waitFor()
  await follow(page, 'Now')
  await page.getByRole('link', { name: 'blog' }).waitFor()
  const asked = page.waitForRequest(OVERVIEW)
  await page.clock.fastForward(POLL)
  await asked
})

test('a server that accepts and never answers is told of within half a minute', async () => {
  const { page } = await now()
  await page.route(OVERVIEW, () => undefined)
  await page.clock.fastForward(POLL)
  expect(await bar(page).count()).toBe(0)
  await page.clock.fastForward(30_000)
  await bar(page).waitFor()
  await page.unrouteAll()
  await page.clock.fastForward(40_000)
  await bar(page).waitFor({ state: 'detached' })
})

test('an answer that ends within is no answer', async () => {
  const { page, faults } = await now()
  await page.route(OVERVIEW, (route) => route.fulfill({ contentType: 'application/json', body: '{"at":' }))
  await page.clock.fastForward(POLL)
  await bar(page).waitFor()
  expect(faults).toEqual([])
})

test('a refusal after an outage is an answer: the bar goes', async () => {
  const { page } = await now()
  await page.route(OVERVIEW, (route) => route.abort())
  await page.clock.fastForward(POLL)
  await bar(page).waitFor()
  await page.unrouteAll()
  await page.route(OVERVIEW, (route) => refused(route, 403, 'access-denied'))
  await page.clock.fastForward(30_000)
  await bar(page).waitFor({ state: 'detached' })
})

test('what nobody looks at is not asked for after a change, and its failure is not told', async () => {
  const { page } = await now()
  await follow(page, 'Maintenance')
  await page.getByRole('button', { name: 'Remove window 1 of mail' }).waitFor()
  const asked: string[] = []
  await page.route('**/api/v1/strips?*', (route) => {
    asked.push(route.request().url())
    return refused(route, 503, 'store-unavailable')
  })
  await page.getByRole('button', { name: 'Remove window 1 of mail' }).click()
  const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE')
  await page.getByRole('button', { name: 'Remove the window' }).click()
  await deleted
  await page.getByRole('button', { name: 'Remove window 1 of mail' }).waitFor({ state: 'detached' })
  expect(asked).toEqual([])
  expect(await bar(page).count()).toBe(0)
})

function refused(route: Route, status: number, slug: string): Promise<void> {
  return route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: `urn:roundtrip:problem:${slug}`, title: 'Refused', status }),
  })
}
