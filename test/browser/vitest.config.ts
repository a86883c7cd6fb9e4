import { defineConfig } from 'vitest/config'

/** Not part of `npm test`: these suites need Chromium. `test/browser/run` installs and starts it. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.suite.ts'],
    globalSetup: 'test/browser/browser.ts',
    pool: 'forks',
    // The page is built, and what suites import is loaded, once for each of the two processes.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    // What a busy machine holds up for seconds is tried once more; the report says so.
    retry: 1,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
