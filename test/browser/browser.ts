import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    browser: string
  }
}

/** Debian's; nothing of it speaks to anybody by itself. */
const OPTIONS = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--font-render-hinting=none',
  ],
}

/** One browser for all suites; each page has a context of its own. */
export default async function startBrowser(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(OPTIONS)
  project.provide('browser', server.wsEndpoint())
  return () => server.close()
}

let connected: Promise<Browser> | undefined

export function browser(): Promise<Browser> {
  return (connected ??= chromium.connect(inject('browser')))
}
