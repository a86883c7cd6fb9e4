import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import type { HttpHome } from '../../../shared/http/home.ts'
import { MOST_ITEMS } from '../../../shared/http/request/page.ts'
import { readsWorld } from '../../http/reads-world.ts'
import { apiWorld } from '../../http/api-world.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'
import { NIGHT, nightStory, nightWorld } from '../worlds/night.ts'

/** Nothing but looking: one story does for all of these. */
const story = nightStory()

async function atNight(opening: Opening = {}, differing: Partial<HttpHome> = {}) {
  const { address } = await served((home) => nightWorld({ ...home, ...differing }, story))
  const made = await opened(address('/incidents'), { at: NIGHT, ...opening })
  await fold(made.page).waitFor()
  return made
}

/** Three monitors of one server are down, and a shop of another one. */
async function toAcknowledge() {
  const { address, world } = await served(async (differing) => {
    const made = apiWorld(differing)
    await made.has('shop', {
      mailbox: { server: 'pop3s://shop.example.net', userid: 's', password: 'ssm:shop' },
    })
    await made.lost('shop', 30)
    for (const name of ['orders', 'press', 'jobs']) {
      await made.has(name)
      await made.lost(name, 20)
    }
    return made
  })
  const { page } = await opened(address('/incidents'))
  await fold(page).waitFor()
  const noteOf = async (name: string) => (await world.runs.findState(name))?.incident?.acknowledged
  return { page, noteOf, recover: (name: string) => world.delivered(name, 1) }
}

const fold = (page: Page) => page.getByRole('button', { name: /[35] monitors are down since/ })
const dialog = (page: Page) => page.getByRole('dialog', { name: /^Acknowledge/ })
const openRows = (page: Page) => page.getByRole('table', { name: 'Open' }).locator('tbody tr')

test('what is open stands first, as the headline groups it, then what is over', async () => {
  const { page, faults } = await atNight()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(
    /^6 incidents are open, the longest is .*\. 3 more in November 2026 are over/,
  )
  expect(await openRows(page).count()).toBe(2)
  await fold(page).click()
  await expect.poll(() => openRows(page).count()).toBe(7)
  const over = page.getByRole('table', { name: 'Resolved in November 2026' }).locator('tbody tr')
  expect(await over.first().textContent()).toMatch(
    /^Shopthe test message did not arrive in time21 Nov, 17:06/,
  )
  expect(faults).toEqual([])
})

test('months before are a step away and stand in the address', async () => {
  const { page } = await atNight()
  await page.getByRole('link', { name: 'October 2026' }).click()
  await page.getByText('No resolved incidents in this month.').waitFor()
  expect(new URL(page.url()).search).toBe('?month=2026-10')
})

test('one key, a note and Enter acknowledge all of a group', async () => {
  const { page, noteOf } = await toAcknowledge()
  await page.keyboard.press('a')
  await dialog(page).getByText('Repeated alerts stop; the recovery is still sent.').waitFor()
  await page.getByRole('heading', { name: 'Acknowledge 3 incidents' }).waitFor()
  await page.keyboard.type('the provider knows')
  await page.keyboard.press('Enter')
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByText('all of them').waitFor()
  for (const name of ['orders', 'press', 'jobs']) {
    expect(await noteOf(name)).toMatchObject({ note: 'the provider knows' })
  }
  await page.keyboard.press('a')
  await page.getByRole('heading', { name: 'Acknowledge the incident of shop' }).waitFor()
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
  expect(await noteOf('shop')).toBeUndefined()
})

test('the line in focus is the one that the key acknowledges; it can be taken back', async () => {
  const { page, noteOf } = await toAcknowledge()
  await page.getByRole('link', { name: 'shop' }).first().focus()
  await page.keyboard.press('a')
  await page.getByRole('heading', { name: 'Acknowledge the incident of shop' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Withdraw the acknowledgement of shop' }).waitFor()
  expect(await noteOf('shop')).toBeDefined()
  await page.getByRole('button', { name: 'Withdraw the acknowledgement of shop' }).click()
  await page.getByRole('button', { name: 'Acknowledge shop' }).waitFor()
  expect(await noteOf('shop')).toBeUndefined()
})

test('what cannot be acknowledged any more says why, and the dialog stays', async () => {
  const { page, recover } = await toAcknowledge()
  await page.getByRole('button', { name: 'Acknowledge shop' }).click()
  await dialog(page).waitFor()
  await recover('shop')
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click()
  await dialog(page).getByRole('alert').getByText('shop has no open incident').waitFor()
})

test('those of a group that are over by now do not stop the others', async () => {
  const { page, noteOf, recover } = await toAcknowledge()
  await page.keyboard.press('a')
  await page.getByRole('heading', { name: 'Acknowledge 3 incidents' }).waitFor()
  await recover('jobs')
  await recover('orders')
  await page.keyboard.press('Enter')
  const refusal = dialog(page).getByRole('alert')
  await refusal.getByText('jobs has no open incident').waitFor()
  await refusal.getByText('orders has no open incident').waitFor()
  expect(await noteOf('press')).toBeDefined()
})

test('behind a dialog a key does nothing', async () => {
  const { page } = await toAcknowledge()
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  await keys.waitFor()
  await page.keyboard.press('a')
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })
  expect(await dialog(page).count()).toBe(0)
  await page.keyboard.press('a')
  await dialog(page).waitFor()
})

test('who may only view sees why nothing can be acknowledged', async () => {
  const { page } = await atNight({}, { may: 'view' })
  await page.getByText(/Incidents cannot be acknowledged\.$/).waitFor()
  expect(await page.getByRole('button', { name: 'Acknowledge Shop' }).isDisabled()).toBe(true)
  await page.keyboard.press('a')
  expect(await dialog(page).count()).toBe(0)
})

test('without any incident it says so', async () => {
  const { address } = await served(apiWorld)
  const { page } = await opened(address('/incidents'))
  await page
    .getByRole('heading', { name: 'No incident is open. There were none in November 2026.' })
    .waitFor()
  expect(await violations(page)).toEqual([])
})

test('all that are open are counted, also where they fill more than one page of the API', async () => {
  const { address } = await served(async (differing) => {
    const made = apiWorld(differing)
    for (let one = 1; one <= MOST_ITEMS + 5; one += 1) {
      await made.has(`m-${one}`)
      await made.lost(`m-${one}`, 20)
    }
    return made
  })
  const { page, faults } = await opened(address('/incidents'))
  await page.getByRole('heading', { level: 1, name: /^205 incidents are open, the longest is / }).waitFor()
  await page.getByRole('button', { name: 'Acknowledge all 205' }).waitFor()
  expect(faults).toEqual([])
})

test('one incident tells its story in order, and a note can be changed', async () => {
  const { address, world } = await served(readsWorld)
  const openedAt = new Date(world.incident.openedAt).toISOString()
  const { page, faults } = await opened(address(`/incidents/shop/${openedAt}`))
  const events = page.getByRole('listitem').filter({ has: page.locator('time') })
  await page.getByRole('heading', { level: 1, name: /^Down for .* 2 runs failed\.$/ }).waitFor()
  expect(await events.allTextContents()).toEqual([
    expect.stringContaining('A run failed'),
    expect.stringContaining('The incident opened.'),
    expect.stringContaining('Alert sent to topic alerts: DOWN'),
  ])
  await page.keyboard.press('a')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('<b>first</b>')
  await page.keyboard.press('Enter')
  await page.getByText('It was acknowledged: <b>first</b>').waitFor()
  await page.getByRole('button', { name: 'Change the note' }).click()
  await page.getByLabel('Note (optional)').fill('second')
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click()
  await page.getByText('It was acknowledged: second').waitFor()
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
  await page.getByRole('link', { name: 'the run' }).first().click()
  await page.waitForURL(/\/m\/shop\/r\//)
})

test('an incident that there is not is said to be none', async () => {
  const { address } = await served(readsWorld)
  const { page } = await opened(address('/incidents/shop/2020-01-01T00:00:00.000Z'))
  await page.getByText('shop has no incident that was opened at 2020-01-01T00:00:00.000Z').waitFor()
})

test.each<[string, Opening]>([
  ['wide', { size: 'wide' }],
  ['in the middle and dark', { size: 'middle', colorScheme: 'dark' }],
  ['narrow', { size: 'narrow' }],
  ['in forced colours', { forcedColors: 'active' }],
])('everybody can read it: %s', async (_what, opening) => {
  const { page } = await atNight(opening)
  await fold(page).click()
  expect(await violations(page)).toEqual([])
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(tooWide).toBe(0)
  await page.keyboard.press('a')
  await dialog(page).waitFor()
  expect(await violations(page)).toEqual([])
})
