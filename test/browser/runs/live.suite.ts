import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { START_WITHIN } from '../../../shared/core/run/asked-test.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { apiWorld } from '../../http/api-world.ts'
import { demandedWorld } from '../../support/worlds/demanded-world.ts'
import { MAILBOX_PASSWORD } from '../../support/worlds/run-world.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'

/** A monitor whose runs are made when the test says so, with the page at one that was asked for. */
async function asked(opening: Opening = {}) {
  const demanded = await demandedWorld()
  demanded.mail.transitMs = 10 * SECOND
  const { starter: runs, locations } = demanded.testPorts
  const starter = { ...runs, startTrial: () => Promise.reject(new Error('no trial is meant')) }
  const server = await served((differing) =>
    apiWorld({ ports: demanded.ports, probes: { starter, locations }, ...differing }),
  )
  const { runId } = await demanded.started()
  const shown = await opened(server.address(`/m/inbox/r/${runId}`), { at: demanded.clock.now(), ...opening })
  return { ...demanded, ...server, ...shown, runId }
}

/** Lets the page ask again. */
const seconds = (page: Page, count: number) => page.clock.runFor(count * SECOND)

test('a run that was asked for waits, runs line by line, and becomes the run that is done', async () => {
  const { page, clock, make, faults } = await asked()
  await page.getByRole('heading', { name: 'Waiting for the run to begin' }).waitFor()
  expect(await violations(page)).toEqual([])

  const made = make()
  await clock.advance(2 * SECOND)
  await seconds(page, 2)
  await page.getByRole('heading', { name: 'The run began' }).waitFor()
  await page.getByText('220 ready').first().waitFor()
  expect(await violations(page)).toEqual([])

  await clock.runUntil(made)
  await seconds(page, 2)
  await page.getByRole('heading', { name: 'The test message came back' }).waitFor()
  await page.getByText('made on demand').first().waitFor()
  expect(await page.content()).not.toContain(MAILBOX_PASSWORD)
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
})

test('whoever has scrolled back stays there while more lines come', async () => {
  const { page, clock, make } = await asked()
  const made = make()
  await clock.advance(2 * SECOND)
  await seconds(page, 2)
  await page.getByText('220 ready').first().waitFor()
  const lines = page.locator('.dialogue-lines')
  await lines.evaluate((frame: HTMLElement) => {
    frame.style.maxHeight = '80px'
    frame.scrollTo({ top: frame.scrollHeight })
  })
  await expect.poll(() => lines.evaluate((frame) => frame.scrollTop)).toBeGreaterThan(0)
  await page.evaluate(() => new Promise(requestAnimationFrame))
  await lines.evaluate((frame) => frame.scrollTo({ top: 0 }))
  await page.evaluate(() => new Promise(requestAnimationFrame))
  const count = await page.locator('.line').count()
  await clock.advance(4 * SECOND)
  await seconds(page, 4)
  await expect.poll(() => page.locator('.line').count()).toBeGreaterThan(count)
  expect(await lines.evaluate((frame) => frame.scrollTop)).toBe(0)
  await clock.runUntil(made)
})

test('Test again leads to the next run, and who presses it joins the one under way', async () => {
  const { page, clock, make, asked: requests } = await asked()
  const made = make()
  await clock.runUntil(made)
  await seconds(page, 2)
  const first = page.url()
  await page.getByRole('button', { name: /again/ }).click()
  await page.getByRole('heading', { name: 'Waiting for the run to begin' }).waitFor()
  expect(page.url()).not.toBe(first)
  const second = page.url()
  await page.goto(first)
  await page.getByRole('button', { name: /again/ }).click()
  await page.getByRole('heading', { name: 'Waiting for the run to begin' }).waitFor()
  expect(page.url()).toBe(second)
  expect(requests).toHaveLength(2)
})

test('when the network is gone during a test, what was said stays, and it goes on with it', async () => {
  const { page, clock, make, cut, back } = await asked()
  const made = make()
  await clock.advance(2 * SECOND)
  await seconds(page, 2)
  await page.getByText('220 ready').first().waitFor()
  await cut()
  await seconds(page, 3)
  await page.getByText('No connection since').waitFor()
  await page.getByText('220 ready').first().waitFor()
  await clock.runUntil(made)
  await back()
  await seconds(page, 30)
  await page.getByRole('heading', { name: 'The test message came back' }).waitFor()
  await page.getByText('No connection since').waitFor({ state: 'detached' })
})

test('one that nobody begins says so, and may be asked for again', async () => {
  const { page, clock } = await asked({ size: 'narrow' })
  await clock.advance(START_WITHIN)
  await seconds(page, 2)
  await page.getByRole('heading', { name: 'The run did not begin within' }).waitFor()
  await page.getByRole('button', { name: /again/ }).waitFor()
  expect(await violations(page)).toEqual([])
})

test('a run that there is not is none, and is not waited for', async () => {
  const { page } = await asked()
  await page.goto(page.url().replace(/[0-9a-f]{12}$/, '0123456789ab'))
  await page.getByRole('alert').getByText('no such run').waitFor()
  expect(await violations(page)).toEqual([])
})
