import type { BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

import { NOW } from '../cli/commands/views-world.ts'
import { browser } from './browser.ts'

export const SIZES = {
  wide: { width: 1280, height: 800 },
  middle: { width: 768, height: 1024 },
  narrow: { width: 360, height: 740 },
}

export interface Opening extends BrowserContextOptions {
  size?: keyof typeof SIZES
  /** What the clock of the browser shows at first; it goes on from there. `now`: as it is. */
  at?: number | 'now'
}

/** The page at this address in a browser of its own, and what went wrong in it; closed when the test ends. */
export async function opened(address: string, { size = 'wide', at = NOW, ...options }: Opening = {}) {
  const context = await (
    await browser()
  ).newContext({
    viewport: SIZES[size],
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  if (at !== 'now') await page.clock.install({ time: at })
  const faults = faultsOf(page)
  await page.goto(address)
  return { page, context, faults }
}

/** Errors of scripts, what the policy refused, and requests to anybody else. */
function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => void faults.push(error.message))
  page.on('console', (message) => {
    const said = message.text()
    // What the API refuses is told by the browser too, and is no fault of the page.
    if (message.type() === 'error' && !said.includes('Failed to load resource')) faults.push(said)
  })
  page.on('request', (request) => {
    if (!/^(?:http:\/\/127\.0\.0\.1:|blob:|data:)/.test(request.url())) faults.push(`asks ${request.url()}`)
  })
  return faults
}
