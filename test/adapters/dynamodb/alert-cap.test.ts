import { afterEach, beforeEach, expect, test } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { admitAlert } from '../../../shared/app/alerts/alert-admission.ts'
import { inParallel } from '../../../shared/app/concurrency/in-parallel.ts'
import { notify } from '../../../shared/app/alerts/notify.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { DEFAULT_ALERT_CAP, DIGEST_AFTER } from '../../../shared/core/judging/alert-cap.ts'
import { type MeteredClient, meteredClient } from '../../support/aws/capacity-meter.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { monitorIds, owingWorld } from '../../support/worlds/owing-world.ts'
import { longTest } from '../../support/thorough.ts'

let database: EmbeddedDynamoDb
let metered: MeteredClient

beforeEach(async () => {
  database = await embeddedDynamoDb()
  metered = meteredClient(database)
})

afterEach(async () => {
  metered.destroy()
  await database.close()
})

const storeAt = (clock = fakeClock()): RunStore =>
  dynamoRunStore({
    client: metered.client,
    tableName: database.tableNames.results,
    clock,
    ids: randomIds,
  })

test('the cap costs an alert one read unit and one write unit; where it is folded, the read alone', async () => {
  const clock = fakeClock()
  const ports = { runs: storeAt(clock), clock }
  const billed: object[] = []
  for (let n = 0; n < DEFAULT_ALERT_CAP + 3; n += 1) {
    metered.taken()
    await admitAlert(
      'alerts',
      { alertId: `alert-${String(n).padStart(14, '0')}`, behindFolded: false },
      ports,
    )
    billed.push(metered.taken())
  }
  const written = { reads: 1, writes: 1 }
  expect(billed).toEqual([
    ...Array<object>(DEFAULT_ALERT_CAP + 1).fill(written),
    { reads: 1, writes: 0 },
    { reads: 1, writes: 0 },
  ])
})

longTest(
  'many that notify at once are each told once: ten by themselves, the others in one digest',
  async () => {
    const world = await owingWorld((clock) => storeAt(clock))
    const ids = monitorIds(40)
    const alerts: string[] = []
    for (const monitorId of ids) alerts.push(await world.owe(monitorId))
    expect([...(await inParallel(ids, 40, (monitorId) => notify(monitorId, world.ports)))]).toEqual([])
    expect(world.told()).toHaveLength(DEFAULT_ALERT_CAP)
    await world.clock.advance(DIGEST_AFTER)
    expect(await world.pass()).toEqual({ restarted: 0, failures: [], more: false })
    expect(world.told()).toHaveLength(DEFAULT_ALERT_CAP + 1)
    expect(world.told().flat().sort()).toEqual(alerts)
    expect(await world.runs.due(world.clock.now(), 100)).toEqual([])
  },
)
