import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { getRequestListener } from '@hono/node-server'
import { type Browser, type Page, chromium } from 'playwright-core'

import { builtPage } from '../../../dashboard/build/built-page.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { httpApp } from '../../../shared/http/app.ts'
import { CHROMIUM } from '../../browser/chromium.ts'
import { type PastWorld, pastWorld } from '../past-world.ts'

const KEY = 'key'

export interface PageWorld {
  past: PastWorld
  /** A page in a context of its own, at a window of 1280 × 800, whose clock shows what the world's does. */
  open(path: string): Promise<Page>
  close(): Promise<void>
}

/** The past of one monitor beside others, served with the page to a Chromium. */
export async function pageWorld(...made: Parameters<typeof pastWorld>): Promise<PageWorld> {
  const past = await pastWorld(...made)
  const hosts: string[] = []
  const app = httpApp({
    kind: 'local',
    place: 'bench',
    version: '0.1.0',
    reportZone: 'UTC',
    ports: { ...past.ports, ids: randomIds },
    may: 'administer',
    keys: { page: KEY, metrics: 'metrics' },
    hosts,
    page: builtPage((error) => {
      throw error
    }),
    explain: () => undefined,
    report: console.error,
  })
  const listener = getRequestListener(app.fetch)
  const server = createServer((request, response) => void listener(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  hosts.push(host)
  const browser = await chromium.launch(CHROMIUM)
  return {
    past,
    open: (path) => openedAt(browser, `http://${host}${path}#key=${KEY}`, past.ports.clock.now()),
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
      await past.close()
    },
  }
}

async function openedAt(browser: Browser, address: string, now: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  // Only `Date`: frames and timers stay the browser's own.
  await page.addInitScript(`{
    const ahead = ${now} - Date.now(), Real = Date
    Date = class extends Real { constructor(...given) { if (given.length) super(...given); else super(Real.now() + ahead) } static now() { return Real.now() + ahead } }
  }`)
  await page.goto(address)
  return page
}
