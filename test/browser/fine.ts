import type { Page } from 'playwright-core'

import { violations } from './accessible.ts'

/** What is wrong with the page as it is now: faults, what axe finds, and what is wider than the window. */
export async function wrongWith({
  page,
  faults,
}: {
  page: Page
  faults: readonly string[]
}): Promise<string[]> {
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: innerWidth,
  }))
  return [
    ...faults,
    ...(await violations(page)),
    ...(wide > window ? [`${wide} px wide in a window of ${window} px`] : []),
  ]
}
