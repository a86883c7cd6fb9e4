import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

if (!process.env.AWS_ENDPOINT_URL) {
  console.error(
    'test:deploy deploys to the account that AWS_ENDPOINT_URL names, and it is not set: start it with test/deployed/run',
  )
  process.exit(1)
}

/** Suites that have a place; all others come between them, by name. */
const FIRST = ['deploy']
const LAST = ['destroy']

class InOneOrder extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const key = ({ moduleId }: TestSpecification) => {
      const [, name = ''] = /([^/\\]+)\.suite\.ts$/.exec(moduleId) ?? []
      return `${FIRST.includes(name) ? '0' : LAST.includes(name) ? '2' : '1'} ${name}`
    }
    return Promise.resolve([...files].sort((a, b) => (key(a) < key(b) ? -1 : 1)))
  }
}

/**
 * Not part of `npm test`: these suites deploy. One process, one file after another, so that all share one
 * stack and one mail server.
 */
export default defineConfig({
  test: {
    include: ['test/deployed/**/*.suite.ts'],
    sequence: { sequencer: InOneOrder },
    pool: 'forks',
    fileParallelism: false,
    isolate: false,
    maxConcurrency: 4,
    slowTestThreshold: 10_000,
    testTimeout: 240_000,
    // What a busy machine holds up for seconds is tried once more; the report says so.
    retry: 1,
    hookTimeout: 300_000,
  },
})
