import { DynamoDBClient, ListBackupsCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { expect, onTestFinished, test } from 'vitest'

import { storeProblem } from '../../../cli/opened/store-problem.ts'
import { TABLE_NAMES } from '../../../local/store/create-table.ts'
import { embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { StoreError } from '../../../shared/adapters/dynamodb/access/store-error.ts'

/** What the adapter throws where the database of local mode refuses this request. */
async function refusalOf(send: (client: DynamoDBClient) => Promise<unknown>): Promise<StoreError> {
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  onTestFinished(() => (client.destroy(), database.close()))
  const error = await send(client).then(
    () => undefined,
    (cause: unknown) => cause as Error,
  )
  return new StoreError(`DynamoDB Request: ${error?.message ?? 'was answered'}`, { cause: error })
}

const LOCAL = 'local mode in .data'

test.each([
  ['an operation', (client: DynamoDBClient) => client.send(new ListBackupsCommand({}))],
  [
    'a field of one',
    (client: DynamoDBClient) =>
      client.send(new ScanCommand({ TableName: TABLE_NAMES.results, Segment: 0, TotalSegments: 1 })),
  ],
])('a local mode that does not know %s is of an older version', async (_what, send) => {
  const error = await refusalOf(send)
  expect(storeProblem(error, LOCAL)).toBe(
    'the npm start that runs local mode in .data is of an older version: restart it',
  )
})

test('any other refusal stands in its own words', async () => {
  const error = await refusalOf((client) => client.send(new ScanCommand({ TableName: 'other' })))
  expect(storeProblem(error, LOCAL)).toBe(`${error.message} (local mode in .data)`)
})
