import { expect, test } from 'vitest'

import type { HttpHome } from '../../../shared/http/home.ts'
import { violations } from '../accessible.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'
import { pastWorld } from './monitor-world.ts'

const night = (differing: Partial<HttpHome>) =>
  pastWorld({ everyMinutes: 10, runs: 200, lost: [60, 61, 62], late: [30], refused: [90] }, differing)

async function shown(options: Opening, path = '/m/archive') {
  const { address } = await served(night)
  const browsed = await opened(address(path), options)
  await browsed.page.getByRole('application', { name: 'Round trips' }).waitFor()
  await browsed.page.locator('.phases').waitFor()
  return browsed
}

const VIEWS: Readonly<Record<string, Opening>> = {
  'in the dark': { colorScheme: 'dark' },
  'on a phone': { size: 'narrow' },
  'on a tablet': { size: 'middle' },
  'in forced colours': { forcedColors: 'active' },
}

test.each(Object.entries(VIEWS))(
  '%s it is accessible, and nothing stands beside the page',
  async (_, view) => {
    const { page, faults } = await shown(view)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    expect(faults).toEqual([])
  },
)

test('on a phone there is no pane, and what can be pressed is 44 pixels high', async () => {
  const { page } = await shown({ size: 'narrow' })
  expect(await page.getByRole('complementary').count()).toBe(0)
  const targets = page.locator('.monitor-head button, .spans a, .runs-list a, summary, .runs-head label')
  const heights = await targets.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  expect(heights.length).toBeGreaterThan(10)
  expect(heights.filter((height) => height < 44)).toEqual([])
})

test('a change of colours is drawn at once', async () => {
  const { page } = await shown({})
  const picture = () =>
    page.evaluate(() => document.querySelector<HTMLCanvasElement>('.plot canvas')?.toDataURL())
  const light = await picture()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(picture).not.toBe(light)
})

test('in grey what failed is still told by its shape', async () => {
  const { page } = await shown({})
  const legend = page.locator('.legend')
  expect(await legend.innerText()).toContain('lost')
  expect(await legend.locator('.legend-fate svg').count()).toBe(4)
  await page.getByText('0 of 0 failed').waitFor({ state: 'detached' })
})
