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
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  return [
    ...faults,
    ...(await violations(page)),
    ...((wide ?? 0) > (window ?? 0) ? [`${wide} px wide in a window of ${window} px`] : []),
  ]
}
