import { defineConfig } from 'vitest/config'

/** Not part of `npm test`: these suites need the Prometheus that test/prometheus/run unpacks. */
export default defineConfig({
  test: { include: ['test/prometheus/**/*.suite.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
})
