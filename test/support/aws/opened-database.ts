import {
  DeleteItemCommand,
  type DeleteItemCommandInput,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'

/** Deleting more items than these takes longer than opening another database does. */
const FEW_ITEMS = 8

/** An embedded database in memory, and a client of it. */
export interface OpenedDatabase extends Pick<EmbeddedDynamoDb, 'tableNames' | 'close'> {
  client: DynamoDBClient
}

export async function openedDatabase(): Promise<OpenedDatabase> {
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  const { tableNames } = database
  function close() {
    client.destroy()
    return database.close()
  }
  return { client, tableNames, close }
}

/** An empty one for each test of the file, or of the `describe` around: one database that is emptied after each. */
export function databaseForEach(): OpenedDatabase {
  const opened = {} as OpenedDatabase
  let database: EmbeddedDynamoDb | undefined
  const close = async () => {
    await database?.close()
    database = undefined
  }
  beforeAll(async () => void (database = await embeddedDynamoDb()))
  beforeEach(async () => {
    database ??= await embeddedDynamoDb()
    // A client of its own for each test, which may change what it does.
    const { client, tableNames } = database
    Object.assign(opened, { client: new DynamoDBClient(client), tableNames, close })
  })
  afterEach(async () => {
    opened.client.destroy()
    if (database && !(await wasEmptied(database))) await close()
  })
  afterAll(close)
  return opened
}

/** Deletes all items; false, and nothing is deleted, where there are more than a few. */
async function wasEmptied({ client: config, tableNames }: EmbeddedDynamoDb): Promise<boolean> {
  const client = new DynamoDBClient(config)
  try {
    const found = await Promise.all(
      Object.values(tableNames).map(async (TableName) => {
        const page = await client.send(new ScanCommand({ TableName, Limit: FEW_ITEMS + 1 }))
        return { TableName, ...page }
      }),
    )
    const items = found.flatMap(({ TableName, Items = [] }) => Items.map((item) => ({ TableName, item })))
    if (items.length > FEW_ITEMS || found.some(({ LastEvaluatedKey }) => LastEvaluatedKey)) return false
    await Promise.all(
      items.map(({ TableName, item: { monitorId, sortKey } }) => {
        const Key = { monitorId, ...(TableName === tableNames.results && { sortKey }) }
        return client.send(new DeleteItemCommand({ TableName, Key } as DeleteItemCommandInput))
      }),
    )
    return true
  } finally {
    client.destroy()
  }
}
