import { beforeEach, describe, expect, test } from 'vitest'

import { tableAccess } from '../../shared/adapters/dynamodb/access/table-access.ts'
import { deliveries } from '../../shared/adapters/dynamodb/deliveries.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import type { DeliveryStore } from '../../shared/app/ports/stores/deliveries.ts'
import { type Delivery, withDelivered, withTryBegun } from '../../shared/core/judging/delivery.ts'
import { DAY } from '../../shared/core/time/units.ts'
import { databaseForEach } from '../support/aws/opened-database.ts'
import { type FakeClock, fakeClock } from '../support/fake-clock.ts'
import { memoryDeliveries } from '../support/memory/memory-deliveries.ts'
import { longTest } from '../support/thorough.ts'

const NOW = Date.UTC(2026, 0, 5, 12)

export const DELIVERY: Delivery = {
  alertId: 'a1',
  destinationId: 'd1',
  destination: 'ops@example.com',
  topic: 'alerts',
  lines: ['shop'],
  subject: 'shop is down',
  text: 'It is.',
  json: '{}',
  queuedAt: NOW,
  version: 1,
  tries: 0,
  tryAt: NOW,
}

const database = databaseForEach()
let clock: FakeClock
beforeEach(() => void (clock = fakeClock(NOW)))

describe.each([
  ['memory', () => memoryDeliveries()],
  [
    'DynamoDB',
    () =>
      deliveries({
        table: tableAccess(database.client, database.tableNames.results),
        clock,
        ids: randomIds,
      }),
  ],
] as [string, () => DeliveryStore][])('deliveries in %s', (kind, make) => {
  longTest('an alert is queued once for a destination, whatever became of it meanwhile', async () => {
    const store = make()
    await store.addDelivery(DELIVERY)
    const done = withDelivered(withTryBegun(DELIVERY, NOW), NOW)
    expect(await store.putDelivery(withTryBegun(DELIVERY, NOW))).toBe(true)
    expect(await store.putDelivery(done)).toBe(true)
    await store.addDelivery({ ...DELIVERY, queuedAt: NOW + 1 })
    expect(await store.deliveriesOf('a1')).toEqual([done])
    expect(await store.waitingDeliveries()).toEqual([])
  })

  test('of two who claim the same version one has it', async () => {
    const store = make()
    await store.addDelivery(DELIVERY)
    const claims = [1, 2].map((n) => ({ ...withTryBegun(DELIVERY, NOW), problem: String(n) }))
    const won = await Promise.all(claims.map((claim) => store.putDelivery(claim)))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await store.deliveriesOf('a1')).toEqual([claims[won.indexOf(true)]])
  })

  test('what waits comes in the order in which it was queued, and each alert has its own', async () => {
    const store = make()
    await store.addDelivery({ ...DELIVERY, alertId: 'a2', queuedAt: NOW + 2 })
    await store.addDelivery({ ...DELIVERY, alertId: 'a3', queuedAt: NOW + 1, isTest: true })
    await store.addDelivery({ ...DELIVERY, alertId: 'a2', destinationId: 'd2', queuedAt: NOW })
    const waiting = await store.waitingDeliveries()
    expect(waiting.map(({ alertId, destinationId }) => `${alertId} ${destinationId}`)).toEqual([
      'a2 d2',
      'a3 d1',
      'a2 d1',
    ])
    expect((await store.deliveriesOf('a2')).map(({ destinationId }) => destinationId).sort()).toEqual([
      'd1',
      'd2',
    ])
    expect(await store.deliveriesOf('a')).toEqual([])
  })

  test.runIf(kind === 'DynamoDB')('none outlives its 10 days', async () => {
    const store = make()
    await store.addDelivery(DELIVERY)
    await clock.advance(10 * DAY)
    expect(await store.deliveriesOf('a1')).toEqual([])
    expect(await store.waitingDeliveries()).toEqual([])
  })
})
