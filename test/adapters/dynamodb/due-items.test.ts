import { expect, test } from 'vitest'

import { dueItems } from '../../../shared/adapters/dynamodb/due-items.ts'
import { openRuns } from '../../../shared/adapters/dynamodb/open-runs.ts'
import { tableAccess } from '../../../shared/adapters/dynamodb/access/table-access.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, openRun } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'

const database = databaseForEach()

/** The index shows three runs as due; what stands in the table by now is what `findOpen` answers. */
test('a run that the index still shows, though it was dropped or extended, is left out and takes no place', async () => {
  const table = tableAccess(database.client, database.tableNames.results)
  const results = { table, clock: fakeClock(), ids: randomIds }
  const [dropped, extended, due] = [1, 2, 3].map((minute) =>
    openRun({ scheduledAt: NOON - minute * MINUTE, until: NOON - 10 + minute }),
  )
  for (const run of [dropped, extended, due]) if (run) await openRuns(results).claim(run)
  const { due: dueNow } = dueItems(results, ({ runId }) => {
    if (runId === extended?.runId) return Promise.resolve({ ...extended, until: NOON + 1 })
    return Promise.resolve(runId === dropped?.runId ? undefined : due)
  })
  expect(await dueNow(NOON, 1)).toEqual([{ kind: 'run', run: due }])
})
