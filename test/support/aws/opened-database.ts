import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'

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

/** The one that is opened before each test of the file, and closed after it. */
export function databaseForEach(): OpenedDatabase {
  const opened = {} as OpenedDatabase
  beforeEach(async () => void Object.assign(opened, await openedDatabase()))
  afterEach(() => opened.close())
  return opened
}
