import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'

import { CHROMIUM } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    browser: string
  }
}

/** One browser for all suites; each page has a context of its own. */
export default async function startBrowser(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(CHROMIUM)
  project.provide('browser', server.wsEndpoint())
  return () => server.close()
}

let connected: Promise<Browser> | undefined

export function browser(): Promise<Browser> {
  return (connected ??= chromium.connect(inject('browser')))
}
