import { mkdirSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, test } from 'vitest'

import { violations } from './accessible.ts'
import { SIZES, opened } from './opened.ts'
import { served } from './served.ts'
import { NIGHT, nightStory, nightWorld } from './worlds/night.ts'

/** Where CI keeps them. */
const FOLDER = process.env.SCREENSHOTS ?? path.join('coverage', 'screenshots')
mkdirSync(FOLDER, { recursive: true })

/** Nobody changes anything here. */
const story = nightStory()

const THEMES = ['light', 'dark'] as const

interface Shown {
  path: (lastRun: string) => string
  /** Something that only the finished page says. */
  says: RegExp
}

const PAGES: Readonly<Record<string, Shown>> = {
  now: { path: () => '/', says: /Shop/ },
  'now-down': { path: () => '/?h=down', says: /Shop/ },
  monitor: { path: () => '/m/shop', says: /Round trip/i },
  run: { path: (run) => `/m/shop/r/${run}`, says: /Recipient address rejected/ },
  incidents: { path: () => '/incidents', says: /Shop/ },
  report: { path: () => '/report?month=2026-11', says: /Shop/ },
  maintenance: { path: () => '/maintenance', says: /moving disks|Blog/ },
  new: { path: () => '/new', says: /address/i },
  edit: { path: () => '/m/shop/edit', says: /address/i },
}

describe.each(Object.entries(PAGES))('the page %s', (name, { path: at, says }) => {
  test.each(Object.keys(SIZES) as (keyof typeof SIZES)[])(
    '%s: fits, is accessible and has no fault, light and dark',
    async (size) => {
      const { address, world } = await served((differing) => nightWorld(differing, story))
      const where = address(at(world.lastRun('shop')?.runId ?? ''))
      for (const colorScheme of THEMES) {
        const { page, faults } = await opened(where, { size, at: NIGHT, colorScheme })
        await page.getByText(says).first().waitFor()
        await page.waitForLoadState('networkidle')
        await page.screenshot({
          path: path.join(FOLDER, `${name}-${size}-${colorScheme}.png`),
          fullPage: true,
        })
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(width).toBeLessThanOrEqual(SIZES[size].width)
        expect(await violations(page)).toEqual([])
        expect(faults).toEqual([])
      }
    },
  )
})
