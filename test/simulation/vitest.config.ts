import { defineConfig } from 'vitest/config'

/** Months are simulated in CI, not with every `npm test`: they take longer than all other tests of the core together. */
export default defineConfig({
  test: { include: ['test/simulation/**/*.suite.ts'], testTimeout: 300_000 },
})
