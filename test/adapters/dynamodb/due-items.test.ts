import { expect, test } from 'vitest'

import { dueItems } from '../../../shared/adapters/dynamodb/due-items.ts'
import { dueShardOf, dueShards, openKey, stateKey } from '../../../shared/adapters/dynamodb/items/keys.ts'
import { monitorStates } from '../../../shared/adapters/dynamodb/monitor-states.ts'
import { openRuns } from '../../../shared/adapters/dynamodb/open-runs.ts'
import { tableAccess } from '../../../shared/adapters/dynamodb/access/table-access.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { DUE_SHARDS } from '../../../shared/core/aws/tables.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, monitorState, openRun } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import { longTest } from '../../support/thorough.ts'

const database = databaseForEach()

function resultsOf() {
  const table = tableAccess(database.client, database.tableNames.results)
  return { table, clock: fakeClock(), ids: randomIds }
}

/** The index shows three runs as due; what stands in the table by now is what `findOpen` answers. */
test('a run that the index still shows, though it was dropped or extended, is left out and takes no place', async () => {
  const results = resultsOf()
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

longTest('the runs of a fleet lie evenly in the shards, and are found together, oldest first', async () => {
  const results = resultsOf()
  const fleet = Array.from({ length: 200 }, (_, n) => {
    const monitorId = `shop-${String(n).padStart(3, '0')}`
    return openRun({ monitorId, until: NOON - ((n * 37) % 200) })
  })
  const counts = Map.groupBy(fleet, ({ monitorId }) => dueShardOf(monitorId))
  expect([...counts.keys()].sort()).toEqual(dueShards().sort())
  for (const { length } of counts.values()) expect(length).toBeLessThanOrEqual(2 * (200 / DUE_SHARDS))

  await Promise.all(fleet.map((open) => openRuns(results).claim(open)))
  const { due } = dueItems(results, openRuns(results).findOpen)
  const byTime = fleet.toSorted((a, b) => a.until - b.until).map((run) => ({ kind: 'run', run }))
  expect(await due(NOON, 500)).toEqual(byTime)
  expect(await due(NOON, 7)).toEqual(byTime.slice(0, 7))
})

test('what was stored while there was one shard is found, and moves to its own when it is written again', async () => {
  const results = resultsOf()
  const { claim, replaceOpen, findOpen } = openRuns(results)
  const { findState, putState } = monitorStates(results)
  const open = openRun({ until: NOON })
  await claim(open)
  await putState(monitorState(), NOON - 1)
  for (const key of [openKey(open), stateKey('inbox')]) {
    const change = { expression: 'SET #dueShard = :shard', values: { shard: '0' } }
    await results.table.update(key, change, { expression: 'attribute_exists(#sortKey)' })
  }
  expect(dueShardOf('inbox')).not.toBe('0')

  const { due } = dueItems(results, findOpen)
  const both = [
    { kind: 'state', monitorId: 'inbox' },
    { kind: 'run', run: open },
  ]
  expect(await due(NOON, 10)).toEqual(both)

  await replaceOpen({ ...open, stage: 'submitting' }, open)
  const state = (await findState('inbox')) ?? expect.fail('no state')
  await putState({ ...state, version: state.version + 1 }, NOON - 1)
  expect(await due(NOON, 10)).toEqual([both[0], { kind: 'run', run: { ...open, stage: 'submitting' } }])
  for (const key of [openKey(open), stateKey('inbox')]) {
    expect(await results.table.get(key)).toMatchObject({ dueShard: dueShardOf('inbox') })
  }
})
