import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import type { MonitorRow } from '../../shared/app/ports/monitor-store.ts'
import { memoryMonitors } from '../support/memory/memory-monitors.ts'
import { monitorStoreContract } from './monitor-store.ts'

monitorStoreContract('the monitor store in memory', () => {
  const table = new Map<string, MonitorRow>()
  return Promise.resolve({
    monitors: memoryMonitors(table),
    another: memoryMonitors(table),
    close: () => Promise.resolve(),
  })
})

monitorStoreContract('the monitor store on DynamoDB', async () => {
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  const options = { client, tableName: database.tableNames.monitors, ids: randomIds }
  return {
    monitors: dynamoMonitorStore(options),
    another: dynamoMonitorStore(options),
    async close() {
      client.destroy()
      await database.close()
    },
  }
})
