import { text } from 'node:stream/consumers'

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { MOST_BY_DAYS } from '../../../shared/app/history/views/report/month-report.ts'
import { apiWorld } from '../../http/api-world.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'
import { reportWorld } from './report-world.ts'

async function reported(query: string, opening: Opening = {}) {
  const { address } = await served(reportWorld)
  const made = await opened(address(`/report${query}`), opening)
  await heading(made.page).waitFor()
  return made
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const rowsOf = (page: Page, table: string) => page.getByRole('region', { name: table }).locator('tbody tr')

test('a month opens with its sentence, and tells the worst monitor first', async () => {
  const { page, faults } = await reported('?month=2026-11&goal=99.5')
  expect(await heading(page).textContent()).toMatch(
    /^November 2026 so far: 99\.\d\d % of \d+ runs were OK; goal 99\.5 %: missed/,
  )
  expect(await page.getByText('November 2026 in Europe/Berlin, all monitors').count()).toBe(1)
  const monitors = rowsOf(page, 'Monitors')
  expect(await monitors.first().textContent()).toMatch(
    /^Shop <b>&amp;<\/b> blog98\.\d\d %was 100 %4 of \d+.*missed by 3$/,
  )
  expect(await monitors.last().textContent()).toMatch(/^Archive100 %.*kept/)
  expect(await rowsOf(page, 'Incidents').allTextContents()).toEqual([
    expect.stringContaining('24 Nov, 15:40'),
    expect.stringContaining('still open'),
  ])
  expect(await rowsOf(page, 'Locations').count()).toBe(2)
  expect(faults).toEqual([])
})

test('without a month it is that of now in the zone of reports, and the months before it are a step away', async () => {
  const { page } = await reported('', { at: Date.parse('2026-11-30T23:30:00Z') })
  expect(await page.getByLabel('Month', { exact: true }).inputValue()).toBe('2026-12')
  await page.getByRole('link', { name: 'November 2026' }).click()
  await page.getByRole('heading', { level: 1, name: /November 2026/ }).waitFor()
  expect(new URL(page.url()).search).toBe('?month=2026-11')
  await page.getByRole('link', { name: 'October 2026' }).click()
  await page.getByRole('heading', { level: 1, name: /October 2026:/ }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: /November 2026/ }).waitFor()
})

test('tag and goal stand in the address', async () => {
  const { page } = await reported('?month=2026-11')
  await page.getByLabel('Tag').selectOption('mail')
  await page.getByText('monitors with the tag mail').waitFor()
  expect(await rowsOf(page, 'Monitors').count()).toBe(2)
  await page.getByLabel('Goal').fill('99,9 %')
  await page.getByLabel('Goal').press('Enter')
  await page.getByRole('heading', { level: 1, name: /goal 99.9 %/ }).waitFor()
  expect(new URL(page.url()).search).toBe('?month=2026-11&tag=mail&goal=99.9')
  await page.getByLabel('Goal').fill('much')
  await page.getByLabel('Goal').press('Enter')
  await page.getByText(/expected a percentage above 0/).waitFor()
  await page.getByLabel('Goal').fill('')
  await page.getByLabel('Goal').press('Enter')
  await page.getByRole('heading', { level: 1, name: /OK; 1 incident/ }).waitFor()
})

test.each(['Monitors', 'Incidents', 'Hours of the day', 'Locations'])(
  '%s can be had as CSV',
  async (table) => {
    const { page } = await reported('?month=2026-11&tag=web')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `${table} as CSV` }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(
      /^roundtrip-2026-11-(?:monitors|incidents|hours|locations)\.csv$/,
    )
    const lines = (await text(await download.createReadStream())).trimEnd().split('\n')
    expect(lines.length).toBe(table === 'Hours of the day' ? 25 : 3)
  },
)

test('the hours of the day are a table too', async () => {
  const { page } = await reported('?month=2026-11')
  await page.getByText('Most failures fell between 02:00 and 03:00: 3 of 5.').waitFor()
  await page.getByText('Show as table').click()
  const rows = page.getByRole('region', { name: 'Hours of the day' }).locator('tbody tr')
  await expect.poll(() => rows.count()).toBe(24)
  expect(await rows.nth(2).textContent()).toMatch(/^02:003\d+/)
})

test('of many monitors it says what is missing, and how to come by it', async () => {
  const { address } = await served(async (differing) => {
    const world = apiWorld(differing)
    for (let one = 0; one <= MOST_BY_DAYS; one += 1) await world.has(`m-${one}`)
    return world
  })
  const { page } = await opened(address('/report?month=2026-11'))
  await page.getByText('Choose a tag to see these').waitFor()
  expect(await page.getByRole('region', { name: 'Hours of the day' }).count()).toBe(0)
  expect(await violations(page)).toEqual([])
})

test.each<[string, Opening]>([
  ['wide', { size: 'wide' }],
  ['wide and dark', { size: 'wide', colorScheme: 'dark' }],
  ['narrow', { size: 'narrow' }],
  ['in forced colours', { forcedColors: 'active' }],
])('everybody can read it: %s', async (_what, opening) => {
  const { page } = await reported('?month=2026-11&goal=99', opening)
  expect(await violations(page)).toEqual([])
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(tooWide).toBe(0)
})

test('on paper it is one page, dark on white, without what can only be pressed', async () => {
  const { page } = await reported('?month=2026-11', { colorScheme: 'dark' })
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'print' })
  const colours = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.documentElement)
    return {
      color,
      backgroundColor,
      inkOfSentence: getComputedStyle(document.querySelector('h1') as Element).color,
    }
  })
  expect(colours).toEqual({
    color: 'rgb(27, 31, 36)',
    backgroundColor: 'rgb(255, 255, 255)',
    inkOfSentence: 'rgb(27, 31, 36)',
  })
  expect(await page.getByRole('button').count()).toBe(0)
  expect(await page.getByText('How it is counted').isVisible()).toBe(true)
})
