import { afterEach, beforeEach, expect, test } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { type MeteredClient, meteredClient } from '../../support/aws/capacity-meter.ts'
import { fakeClock, oneTurn } from '../../support/fake-clock.ts'
import { type DemandedWorld, demandedWorld } from '../../support/worlds/demanded-world.ts'

/** What a scheduled run wrote before there were tests on demand; two less where the state stays where it is due. */
const UNITS_OF_A_RUN = 12

let database: EmbeddedDynamoDb
let metered: MeteredClient
let world: DemandedWorld
beforeEach(async () => {
  database = await embeddedDynamoDb()
  metered = meteredClient(database)
  const calls = new Set<Promise<unknown>>()
  const clock = fakeClock(undefined, () => answered(calls))
  const store = { client: metered.client, tableName: database.tableNames.results, clock, ids: randomIds }
  world = await demandedWorld({}, clock, watched(dynamoRunStore(store), calls))
  world.mail.transitMs = 10 * SECOND
  // The installation is put once, whoever runs first.
  await scheduled()
  metered.taken()
})
afterEach(async () => {
  metered.destroy()
  await database.close()
})

async function scheduled(): Promise<void> {
  await world.clock.advance(10 * MINUTE)
  await world.clock.runUntil(handleRun({ ...world.request, scheduledAt: world.clock.now() }, world.ports))
}

test('a scheduled run writes not one unit more than before there were tests on demand', async () => {
  for (const saved of [2, 0, 2]) {
    await scheduled()
    expect(metered.taken().writes).toBe(UNITS_OF_A_RUN - saved)
  }
})

test('a test on demand writes a unit to be asked for, and one for each second with news', async () => {
  const run = await world.started()
  expect(metered.taken().writes).toBe(1)
  await world.clock.runUntil(world.make())
  const { writes } = metered.taken()
  const news = await world.runs.findLive(run, 0)
  expect(news.length).toBeGreaterThan(1)
  expect(writes).toBeLessThanOrEqual(UNITS_OF_A_RUN + news.length)
})

/** The same store, whose calls are known while they wait for the database. */
function watched<Store extends object>(store: Store, calls: Set<Promise<unknown>>): Store {
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        const call: unknown = Reflect.apply(value, target, given)
        if (!(call instanceof Promise)) return call
        calls.add(call)
        void call.catch(() => undefined).finally(() => calls.delete(call))
        return call
      }
    },
  })
}

async function answered(calls: ReadonlySet<Promise<unknown>>): Promise<void> {
  do {
    await Promise.allSettled(calls)
    await oneTurn()
  } while (calls.size > 0)
}
