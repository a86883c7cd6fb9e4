import { describe } from 'vitest'

import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { databaseForEach } from '../support/aws/opened-database.ts'
import { runStoreContract } from './run-store.ts'

describe('on DynamoDB', () => {
  const database = databaseForEach()
  runStoreContract('the run store on DynamoDB', () => {
    const { client, tableNames } = database
    const clock = fakeClock()
    const options = { client, tableName: tableNames.results, clock, ids: randomIds }
    return Promise.resolve({
      clock,
      store: dynamoRunStore(options),
      another: dynamoRunStore(options),
      close: () => Promise.resolve(),
    })
  })
})
