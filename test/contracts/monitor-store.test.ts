import { describe } from 'vitest'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import type { MonitorRow } from '../../shared/app/ports/monitor-store.ts'
import { databaseForEach } from '../support/aws/opened-database.ts'
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

describe('on DynamoDB', () => {
  const database = databaseForEach()
  monitorStoreContract('the monitor store on DynamoDB', () => {
    const { client, tableNames } = database
    const options = { client, tableName: tableNames.monitors, ids: randomIds }
    return Promise.resolve({
      monitors: dynamoMonitorStore(options),
      another: dynamoMonitorStore(options),
      close: () => Promise.resolve(),
    })
  })
})
