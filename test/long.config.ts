import { globSync, readFileSync } from 'node:fs'

import { defineConfig } from 'vitest/config'

/** Tests of which `npm test` takes some cases. */
const SAMPLED = globSync('test/**/*.test.ts').filter((file) =>
  /\/support\/thorough\.ts'|\/enact\.ts'/.test(readFileSync(file, 'utf8')),
)

/**
 * What takes long and is for CI: months that are simulated, thousands of runs in one process, and each case of
 * what `npm test` samples.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.long.ts', ...SAMPLED],
    env: { THOROUGH: '1' },
    maxConcurrency: 16,
    // CI runs them beside all else, at the lowest priority: none is there to be quick.
    testTimeout: 1_800_000,
    // What a busy machine holds up for seconds is tried once more; the report says so.
    retry: 1,
    hookTimeout: 300_000,
  },
})
