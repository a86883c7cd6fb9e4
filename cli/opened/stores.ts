import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { tableAccess } from '../../shared/adapters/dynamodb/access/table-access.ts'
import { deliveries } from '../../shared/adapters/dynamodb/deliveries.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { DeliveryStore } from '../../shared/app/ports/stores/deliveries.ts'
import type { Opened } from './opened.ts'

/** The stores over these two tables. */
export function storesOver(
  client: DynamoDBClient,
  tableNames: { monitors: string; results: string },
  clock: Clock = systemClock,
): Pick<Opened, 'monitors' | 'runs'> {
  const over = { client, ids: randomIds, clock }
  return {
    monitors: dynamoMonitorStore({ ...over, tableName: tableNames.monitors }),
    runs: dynamoRunStore({ ...over, tableName: tableNames.results }),
  }
}

/** What this machine delivers itself, in the same table as the runs. */
export function deliveriesOver(
  client: DynamoDBClient,
  tableName: string,
  clock: Clock = systemClock,
): DeliveryStore {
  return deliveries({ table: tableAccess(client, tableName), clock, ids: randomIds })
}
