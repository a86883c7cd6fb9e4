import { availableParallelism } from 'node:os'

import { defineConfig } from 'vitest/config'

const under = (...folders: string[]) => folders.map((folder) => `test/${folder}/**/*.test.ts`)

/**
 * Nothing in the process outlasts such a test, so that its files can share one, and load what they import
 * once. Of processes, not threads: some load what is not for threads.
 */
const TIDY = under(
  'adapters',
  'app',
  'architecture',
  'cdk',
  'cli',
  'contracts',
  'core',
  'dashboard',
  'docs',
  'faults',
  'functions',
  'http',
  'local',
  'support',
)

export default defineConfig({
  test: {
    // Many of these tests wait for sockets and processes: one more than there are cores keeps all of them busy.
    // Vitest by itself would leave one free.
    maxWorkers: availableParallelism() + 1,
    // Rows of one table under way at once: many enough to wait together, few enough for one core. It is set here
    // alone: a worker reads it once, before any file of it could say otherwise.
    maxConcurrency: 16,
    // MB. Most of what tests make is garbage at once: with more room for it, it is collected less often.
    execArgv: ['--max-semi-space-size=64'],
    // What a test does takes 20 s at most on two idle cores; a busy machine may take three times as long.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      { extends: true, test: { name: 'tidy', include: TIDY, isolate: false } },
      {
        extends: true,
        test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: TIDY },
      },
    ],
  },
})
