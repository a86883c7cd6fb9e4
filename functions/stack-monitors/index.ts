import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { jsonLog } from '../json-log.ts'
import { readEnv } from '../read-env.ts'
import { stackMonitorsHandler } from './handler.ts'

const { monitorsTable } = readEnv('stack-monitors', process.env)
const client = new DynamoDBClient({})

export const handler = stackMonitorsHandler(
  dynamoMonitorStore({ client, tableName: monitorsTable, ids: randomIds }),
  jsonLog(),
)
