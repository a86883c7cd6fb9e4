import { defineConfig } from 'vitest/config'

const FIGURES = 'test/real-servers/figures.suite.ts'
const POSTFIX_AND_DOVECOT = 'test/real-servers/{postfix,dovecot}/**/*.suite.ts'
/** What a busy machine holds up for seconds is tried once more; the report says so. */
const timeouts = { testTimeout: 240_000, hookTimeout: 60_000, retry: 1 }
/** They wait far more than they work: all at once, however few the cores are. */
const together = { ...timeouts, maxWorkers: 8, maxConcurrency: 20 }

/** Not part of `npm test`: these suites need the servers that test/real-servers/run starts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: { ...together, name: 'verdicts', include: [POSTFIX_AND_DOVECOT], sequence: { groupOrder: 1 } },
      },
      {
        test: {
          ...together,
          name: 'families',
          include: ['test/real-servers/**/*.suite.ts'],
          exclude: [POSTFIX_AND_DOVECOT, FIGURES],
          sequence: { groupOrder: 2 },
        },
      },
      // Measured when nothing else is running.
      { test: { ...timeouts, name: 'figures', include: [FIGURES], sequence: { groupOrder: 3 } } },
    ],
  },
})
