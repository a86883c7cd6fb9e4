import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import type { HttpHome } from '../../../shared/http/home.ts'
import { violations } from '../accessible.ts'
import { opened } from '../opened.ts'
import { served } from '../served.ts'
import { pastWorld } from './monitor-world.ts'

const LOCATIONS = ['eu-west-1', 'us-east-1']
const night = (differing: Partial<HttpHome>) =>
  pastWorld(
    { everyMinutes: 10, runs: 200, lost: [60, 61, 62, 63], late: [30], locations: LOCATIONS },
    differing,
  )
/** Seventy days, in which one message is lost. */
const long = (differing: Partial<HttpHome>) =>
  pastWorld({ everyMinutes: 10, runs: 10_000, lost: [5000] }, differing)

async function shown(world: typeof night, query = '', options: Parameters<typeof opened>[1] = {}) {
  const { address } = await served(world)
  const browsed = await opened(address(`/m/archive${query}`), options)
  const chart = browsed.page.getByRole('application', { name: 'Round trips' })
  await chart.waitFor()
  return { ...browsed, chart }
}

const field = (page: Page, name: string) => new URL(page.url()).searchParams.get(name)
const said = (page: Page) => page.locator('.chart [aria-live]').textContent()

/** Pixels of the canvas in the colour of a token. */
function painted(page: Page, token: string): Promise<number> {
  return page.evaluate((name) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.plot canvas')
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return 0
    const token = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(token.slice(at, at + 2), 16))
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    let count = 0
    for (let at = 0; at < data.length; at += 4)
      if (data[at] === r && data[at + 1] === g && data[at + 2] === b) count += 1
    return count
  }, token)
}

test('without a pointer the runs are gone through, and what failed is found and opened', async () => {
  const { page, chart, faults } = await shown(night)
  await chart.focus()
  await page.keyboard.press('End')
  await expect.poll(() => said(page)).toMatch(/^18:59: 1\.5 s/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => said(page)).toMatch(/^failures only: 13:50: came late, after 6 min 40 s/)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => said(page)).toMatch(/08:50: lost: the test message did not arrive in time/)
  await expect.poll(() => field(page, 'run')).toMatch(/^20261124T075000Z/)
  await page
    .getByRole('complementary', { name: 'Chosen run' })
    .getByText('not in the mailbox')
    .first()
    .waitFor()
  expect(await page.locator('.runs-list .is-chosen').innerText()).toContain('08:50')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/m\/archive\/r\/20261124T075000Z/)
  expect(faults).toEqual([])
})

test('up and down walk the runs of one location', async () => {
  const { page, chart } = await shown(night)
  await chart.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  await expect.poll(() => said(page)).toMatch(/^eu-west-1: .*eu-west-1$/)
  const before = await said(page)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => said(page)).not.toBe(before)
  expect(await said(page)).toMatch(/eu-west-1$/)
})

test('held down, the key lets the runs of the night pass by in the pane', async () => {
  const { page, chart } = await shown(night, '?from=2026-11-24T06:00Z&to=2026-11-24T09:00Z')
  await chart.focus()
  await page.keyboard.press('Home')
  const first = '20261124T060000Z'
  await expect.poll(() => field(page, 'run')).toContain(first)
  await page.keyboard.down('>')
  for (let times = 0; times < 9; times += 1) await page.keyboard.down('>')
  await page.keyboard.up('>')
  await expect.poll(() => field(page, 'run')).toContain('20261124T074000Z')
  await page
    .getByRole('complementary', { name: 'Chosen run' })
    .getByText('not in the mailbox')
    .first()
    .waitFor()
})

test('plus and minus zoom around the point, Escape leaves, and the address holds the span', async () => {
  const { page, chart } = await shown(night)
  await chart.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('+')
  await expect.poll(() => field(page, 'from')).toMatch(/^2026-11-24T0/)
  const near = field(page, 'from') ?? ''
  await page.keyboard.press('-')
  await expect.poll(() => Date.parse(field(page, 'from') ?? '')).toBeLessThan(Date.parse(near))
  await page.keyboard.press('Escape')
  expect(await chart.evaluate((element) => element === document.activeElement)).toBe(false)
})

test('a drag zooms, a double click leads back, Shift and a drag moves along', async () => {
  const { page, chart } = await shown(night)
  const box = await chart.boundingBox()
  if (!box) throw new Error('there is no chart')
  const drag = async (from: number, to: number) => {
    await page.mouse.move(box.x + box.width * from, box.y + 120)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * to, box.y + 140, { steps: 4 })
    await page.mouse.up()
  }
  await drag(0.5, 0.7)
  await expect.poll(() => field(page, 'from')).not.toBeNull()
  const [from, to] = [Date.parse(field(page, 'from') ?? ''), Date.parse(field(page, 'to') ?? '')]
  expect(to - from).toBeGreaterThan(4 * 3_600_000)
  expect(to - from).toBeLessThan(7 * 3_600_000)
  await page.keyboard.down('Shift')
  await drag(0.4, 0.6)
  await page.keyboard.up('Shift')
  await expect.poll(() => Date.parse(field(page, 'from') ?? '')).toBeLessThan(from)
  expect(Date.parse(field(page, 'to') ?? '') - Date.parse(field(page, 'from') ?? '')).toBe(to - from)
  await page.mouse.dblclick(box.x + box.width * 0.3, box.y + 200)
  await expect.poll(() => field(page, 'from')).toBeNull()
})

test('run by run there are dots, and the same points stand in a table', async () => {
  const { page } = await shown(night)
  await expect.poll(() => painted(page, 'down')).toBeGreaterThan(20)
  await page.locator('.chart').getByText('Show as table').click()
  const table = page.getByRole('region', { name: 'Round trips' })
  await expect.poll(() => table.locator('tbody tr').count()).toBe(145)
  await table.getByText('came late, after 6 min 40 s').waitFor()
  expect(await violations(page)).toEqual([])
})

test('ten thousand runs are a heat map with both lines, and the one failure of them stays', async () => {
  const { page, chart, faults } = await shown(long, '?span=90d')
  await page.getByText(/10,000 messages came back, half within .* 1 failed\./).waitFor()
  await expect.poll(() => painted(page, 'heat-5')).toBeGreaterThan(500)
  expect(await painted(page, 'heat-2')).toBeGreaterThan(50)
  expect(await painted(page, 'down')).toBeGreaterThan(8)
  await chart.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect.poll(() => said(page)).toMatch(/^failures only: .*: lost/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/m\/archive\/r\//)
  expect(faults).toEqual([])
})

test('a column is looked at more closely until its runs are dots', async () => {
  const { page, chart } = await shown(long, '?span=90d')
  await chart.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => said(page)).toMatch(/144 runs, half within/)
  await page.keyboard.press('Enter')
  await page.getByText('144 messages came back').waitFor()
  expect(await page.locator('.legend-heat').count()).toBe(0)
  expect(field(page, 'span')).toBe('90d')
  await page.getByRole('link', { name: 'Zoom out' }).click()
  await page.getByText('10,000 messages came back').waitFor()
})
