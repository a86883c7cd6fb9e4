import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
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
