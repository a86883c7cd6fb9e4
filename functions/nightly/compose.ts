import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { patience } from '../runtime/sdk-config.ts'
import type { NightlyPorts } from './handler.ts'

/** The ports of the nightly function on AWS, made once a process. */
export function nightlyPorts(settings: { monitorsTable: string; resultsTable: string }): NightlyPorts {
  const clock = systemClock
  const ids = randomIds
  const client = new DynamoDBClient(patience)
  return {
    clock,
    monitors: dynamoMonitorStore({ client, tableName: settings.monitorsTable, ids }),
    runs: dynamoRunStore({ client, tableName: settings.resultsTable, clock, ids }),
  }
}
