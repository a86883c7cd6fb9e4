import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { memoryStore, memoryTable } from '../support/memory/memory-store.ts'
import { runStoreContract } from './run-store.ts'

runStoreContract('the run store in memory', () => {
  const clock = fakeClock()
  const table = memoryTable()
  return Promise.resolve({
    clock,
    store: memoryStore(clock, table),
    another: memoryStore(clock, table),
    close: () => Promise.resolve(),
  })
})

runStoreContract('the run store on DynamoDB', async () => {
  const clock = fakeClock()
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  const options = { client, tableName: database.tableNames.results, clock, ids: randomIds }
  return {
    clock,
    store: dynamoRunStore(options),
    another: dynamoRunStore(options),
    async close() {
      client.destroy()
      await database.close()
    },
  }
})
