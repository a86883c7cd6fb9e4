import { text } from 'node:stream/consumers'

import { expect, test } from 'vitest'

import { violations } from '../accessible.ts'
import { type Opening, SIZES, opened } from '../opened.ts'
import { served } from '../served.ts'
import { NIGHT, nightStory, nightWorld } from '../worlds/night.ts'

/** Nobody changes anything here. */
const story = nightStory()

/** The last run of the shop, whose recipient is refused. */
async function refused({ query = '', ...opening }: Opening & { query?: string } = {}) {
  const { address, world } = await served((differing) => nightWorld(differing, story))
  const path = `/m/shop/r/${world.lastRun('shop')?.runId ?? ''}${query}`
  const shown = await opened(address(path), { at: NIGHT, ...opening })
  await shown.page.getByText('550 5.1.1').first().waitFor()
  return shown
}

test('the sentence comes first, then why, what to do, and what it brought about', async () => {
  const { page, faults } = await refused()
  await page.getByRole('heading', { level: 1, name: /rejected the recipient/ }).waitFor()
  await page.getByText('recipient-rejected').waitFor()
  await page.getByText('Check the spelling of emailAddress').waitFor()
  await page.getByText('no alert: the incident was open already').waitFor()
  await page.getByRole('link', { name: /incident since/ }).waitFor()
  expect(faults).toEqual([])
})

test('the line that decided is marked and in view', async () => {
  const { page } = await refused({ viewport: { width: 1280, height: 480 } })
  const decided = page.locator('.line-decided')
  expect(await decided.textContent()).toContain('550 5.1.1')
  const [line, lines] = await Promise.all([
    decided.boundingBox(),
    page.locator('.dialogue-lines').boundingBox(),
  ])
  expect(line?.y).toBeGreaterThan(lines?.y ?? Infinity)
  expect(line?.y).toBeLessThan((lines?.y ?? 0) + (lines?.height ?? 0))
})

test('a phase lights its lines, and a line its phase', async () => {
  const { page } = await refused()
  await page.locator('.lane-name-smtp', { hasText: 'tls' }).click()
  expect(new URL(page.url()).searchParams.get('phase')).toBe('smtp.tls')
  await expect.poll(() => page.locator('.line-lit').count()).toBe(3)
  await page.getByText('AUTH PLAIN').click()
  expect(new URL(page.url()).searchParams.get('phase')).toBe('smtp.auth')
  await expect
    .poll(() => page.locator('.lane-name-smtp', { hasText: 'auth' }).getAttribute('aria-pressed'))
    .toBe('true')
  expect(await violations(page)).toEqual([])
})

test('with the keyboard alone: lines, phases, the run before and back, find, wrap', async () => {
  const { page } = await refused()
  await page.locator('.line-decided .line-at').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).searchParams.get('phase')).toBe('smtp.submit')
  const here = page.url()
  await page.keyboard.press('[')
  await expect.poll(() => page.url()).not.toBe(here)
  await page.getByRole('link', { name: /later/ }).waitFor()
  // What is chosen in one run is chosen in the next.
  expect(new URL(page.url()).searchParams.get('phase')).toBe('smtp.submit')
  await page.keyboard.press(']')
  await expect.poll(() => page.url()).toBe(here)
  await page.getByText('550 5.1.1').first().waitFor()
  await page.keyboard.press('f')
  await page.keyboard.type('starttls')
  await page.getByText('2 lines', { exact: true }).waitFor()
  await page.keyboard.press('Enter')
  expect(await page.locator('.line-shown').count()).toBe(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('w')
  expect(await page.getByRole('button', { name: 'Wrap' }).getAttribute('aria-pressed')).toBe('false')
})

test('compared with the last good run, lines that differ have a mark', async () => {
  const { page } = await refused()
  await page.getByRole('button', { name: 'Compare with the last good run' }).click()
  await page.getByText(/lines? differs?/).waitFor()
  expect(await page.locator('.line-differs').first().textContent()).toContain('550 5.1.1')
  await page.getByText('Only in the last good run').waitFor()
  expect(await violations(page)).toEqual([])
  await page.reload()
  await page.locator('.line-differs').first().waitFor()
})

test('a report for the provider is saved as a file, without names where asked', async () => {
  const { page } = await refused()
  await page.getByText('Report for the provider').click()
  await page.getByRole('checkbox', { name: /Mask the names/ }).check()
  expect(await violations(page)).toEqual([])
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as HTML' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/\.html$/)
  const html = await text(await saved.createReadStream())
  expect(html).toContain('Recipient address rejected')
  expect(html).not.toContain('probe@example.com')
  expect(html).not.toContain('<script')
})

test.each(Object.keys(SIZES) as (keyof typeof SIZES)[])(
  '%s, dark or in forced colours, it fits',
  async (size) => {
    for (const looks of [{ colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
      const { page } = await refused({ size, query: '?compare=good&phase=smtp.submit&find=ok', ...looks })
      await page.locator('.line-differs').first().waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(SIZES[size].width)
      expect(await violations(page)).toEqual([])
    }
  },
)
