import { defineConfig } from 'vitest/config'

const FIGURES = 'test/real-servers/figures.suite.ts'
const timeouts = { testTimeout: 120_000, hookTimeout: 10_000 }

/** Not part of `npm test`: these suites need the servers that test/real-servers/run starts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...timeouts,
          name: 'verdicts',
          include: ['test/real-servers/**/*.suite.ts'],
          exclude: [FIGURES],
          // They wait far more than they work: all at once, however few the cores are.
          maxWorkers: 8,
          maxConcurrency: 20,
          sequence: { groupOrder: 1 },
        },
      },
      // Measured when nothing else is running.
      { test: { ...timeouts, name: 'figures', include: [FIGURES], sequence: { groupOrder: 2 } } },
    ],
  },
})
