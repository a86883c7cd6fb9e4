import * as v from 'valibot'

import type { AskedTestStore } from '../../app/ports/stores/asked-tests.ts'
import { type AskedTest, type AskedTests, REMEMBERED } from '../../core/run/asked-test.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { type ResultsTable, expiryIn } from './access/results-table.ts'
import { testsKey } from './items/keys.ts'
import { parseItem } from './items/parse-item.ts'
import type { FieldsOf } from './items/run-shapes.ts'

const test: v.GenericSchema<unknown, AskedTest> = v.object({
  runId: v.string(),
  location: v.string(),
  requestId: v.string(),
  askedAt: v.number(),
  until: v.number(),
} satisfies FieldsOf<AskedTest>)

const shape: v.GenericSchema<unknown, AskedTests> = v.object({
  monitorId: v.string(),
  version: v.number(),
  asked: v.array(test),
} satisfies FieldsOf<AskedTests>)

/** The items `tests`: one a monitor that was tested in the last hour. */
export function askedTests(results: ResultsTable): AskedTestStore {
  const { table, clock, ids } = results
  return {
    async findTests(monitorId) {
      const key = testsKey(monitorId)
      const item = await table.get(key)
      if (!item) return undefined
      const { asked, ...tests } = parseItem(shape, item, key)
      // Of one that has expired the version still counts: whoever writes next goes on from it.
      return { ...tests, asked: asked.filter(({ askedAt }) => clock.now() - askedAt < REMEMBERED) }
    },

    putTests(tests) {
      const fields = { ...tests, expiresAt: expiryIn(REMEMBERED, results) }
      return putNextVersion(table, ids, testsKey(tests.monitorId), fields)
    },
  }
}
