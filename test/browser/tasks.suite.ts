import path from 'node:path'
import { text as textOf } from 'node:stream/consumers'

import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'

import { opened } from './opened.ts'
import { served } from './served.ts'
import { NIGHT, nightStory, nightWorld } from './worlds/night.ts'

/** What an administrator is woken for, beginning at Now each time. */
const MOST_CLICKS = 3
const story = nightStory()

async function wokenUp() {
  const { address } = await served((differing) => nightWorld(differing, story))
  const { page } = await opened(address('/'), { at: NIGHT })
  await page.getByRole('link', { name: 'Shop', exact: true }).waitFor()
  let clicks = 0
  return {
    page,
    async click(what: Locator) {
      clicks += 1
      await what.click()
    },
    clicks: () => clicks,
  }
}

test('what is down, and why: it is the first thing to read', async () => {
  const { page, clicks } = await wokenUp()
  const says = await page.getByRole('heading', { level: 1 }).innerText()
  expect(says).toMatch(/5 monitors are down.*pop3s:\/\/mail\.example\.com:995 refused the connection/)
  expect(says).toMatch(/Shop is down.*smtp:\/\/smtp\.example\.com:587 rejected the recipient/)
  expect(clicks()).toBe(0)
})

test('since when: it stands beside', async () => {
  const { page, clicks } = await wokenUp()
  const says = await page.getByRole('heading', { level: 1 }).innerText()
  expect(says).toMatch(/down since 04:00 Berlin time/)
  expect(clicks()).toBe(0)
})

test('whether it was slow before: the monitor says so, and draws it', async () => {
  const { page, click, clicks } = await wokenUp()
  await click(page.getByRole('link', { name: 'Shop', exact: true }))
  await page.getByText('The last message came back in 1.1 s (usual 1.5 s) at 04:00').waitFor()
  await page.getByText(/messages came back, half within [\d.]+ s and 95 % within/).waitFor()
  expect(clicks()).toBeLessThanOrEqual(MOST_CLICKS)
})

test('what the server said: it lies open beside the chart, in both dialogues', async () => {
  const { page, click, clicks } = await wokenUp()
  await click(page.getByRole('link', { name: 'Shop', exact: true }))
  const decided = page.locator('.line-decided')
  await decided.waitFor()
  expect(await decided.innerText()).toContain('550 5.1.1 <probe@example.com>: Recipient address rejected')
  expect(clicks()).toBeLessThanOrEqual(MOST_CLICKS)
})

test('send this to the provider: one file, with their own words and the last good run', async () => {
  const { page, click, clicks } = await wokenUp()
  await click(page.getByRole('link', { name: 'Shop', exact: true }))
  await click(page.getByText('Report for the provider'))
  const download = page.waitForEvent('download')
  await click(page.getByRole('button', { name: 'Save as HTML' }))
  const file = await download
  expect(file.suggestedFilename()).toMatch(/shop.*\.html$/)
  if (process.env.SCREENSHOTS) await file.saveAs(path.join(process.env.SCREENSHOTS, 'provider.html'))
  const text = await textOf(await file.createReadStream())
  expect(text).toContain('550 5.1.1 &#60;probe@example.com&#62;: Recipient address rejected')
  expect(text).toContain('queued as 4Xq0dT2Zb7z9rNq')
  expect(text).not.toMatch(/<script|\b(?:src|href)=/i)
  expect(clicks()).toBeLessThanOrEqual(MOST_CLICKS)
})
