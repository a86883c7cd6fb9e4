import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { HEALTHS } from '../../shared/core/history/views/health.ts'
import { ROOT } from '../support/project.ts'
import { browser } from './browser.ts'
import { opened } from './opened.ts'
import { served } from './served.ts'
import { NIGHT, nightStory, nightWorld } from './worlds/night.ts'

/** Where CI keeps them. */
const FOLDER = process.env.SCREENSHOTS ?? path.join('coverage', 'screenshots')
mkdirSync(FOLDER, { recursive: true })

const story = nightStory()

test('without colours each health still has a shape and a word of its own', async () => {
  const { address, world } = await served((differing) => nightWorld(differing, story))
  const page = await openedInGrey(address('/'))
  await page.getByRole('link', { name: 'Shop', exact: true }).waitFor()
  const shapes = new Map<string, string>()
  for (const health of HEALTHS) {
    const mark = page.locator(`tbody .health-${health}`).first()
    expect(await mark.innerText()).toContain(health)
    shapes.set(health, (await mark.locator('svg').screenshot()).toString('base64'))
  }
  expect(new Set(shapes.values()).size).toBe(HEALTHS.length)
  await page.screenshot({ path: path.join(FOLDER, 'grey-now.png'), fullPage: true })

  for (const [name, at] of [
    ['monitor', '/m/shop'],
    ['run', `/m/shop/r/${world.lastRun('shop')?.runId ?? ''}`],
  ] as const) {
    const page = await openedInGrey(address(at))
    await page
      .getByText(/rejected the recipient/)
      .first()
      .waitFor()
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: path.join(FOLDER, `grey-${name}.png`), fullPage: true })
  }
})

async function openedInGrey(address: string) {
  const { page, context } = await opened(address, { at: NIGHT })
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' })
  return page
}

/** As a mail reader lays out plain text. */
test('an alert, as the README shows it', async () => {
  const golden = readFileSync(path.join(ROOT, 'test/golden/alerts/opened/recipient-rejected.txt'), 'utf8')
  const [, subject = '', text = ''] = /--- Subject\n(.*)\n\n--- Text\n([^]*?)\n\n--- SMS/.exec(golden) ?? []
  expect(text).toContain('550 5.1.1')
  const context = await (await browser()).newContext({ viewport: { width: 900, height: 400 } })
  const page = await context.newPage()
  await page.setContent(
    '<style>body{margin:24px;font:14px system-ui}h1{font-size:18px}pre{font:12px ui-monospace,monospace;white-space:pre-wrap}</style><h1></h1><p>from AWS Notifications</p><hr><pre></pre>',
  )
  await page.locator('h1').evaluate((heading, words) => (heading.textContent = words), subject)
  await page.locator('pre').evaluate((body, words) => (body.textContent = words), text)
  await page.screenshot({ path: path.join(FOLDER, 'alert.png'), fullPage: true })
  await context.close()
})
