import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { patience } from '../runtime/sdk-config.ts'
import { stackMonitorsHandler } from './handler.ts'

const { monitorsTable, resultsTable } = readEnv('stack-monitors', process.env)
const client = new DynamoDBClient(patience)
const ids = randomIds

export const handler = stackMonitorsHandler(
  dynamoMonitorStore({ client, tableName: monitorsTable, ids }),
  dynamoRunStore({ client, tableName: resultsTable, clock: systemClock, ids }),
  jsonLog(),
)
