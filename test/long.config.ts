import { defineConfig } from 'vitest/config'

/**
 * What takes long and is for CI: months that are simulated, thousands of runs in one process. Not part of
 * `npm test`.
 */
export default defineConfig({
  test: { include: ['test/**/*.long.ts'], testTimeout: 300_000, hookTimeout: 60_000 },
})
