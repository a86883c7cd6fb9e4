import { DynamoDBClient, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb'
import { onTestFinished } from 'vitest'

import { storesOver } from '../../../../cli/opened/stores.ts'
import { embeddedDynamoDb } from '../../../../local/store/embedded-dynamodb.ts'
import { type MonitorsWorld, monitorsWorld } from './monitors-world.ts'

/** A table with a row that was typed in, attribute by attribute, as somebody does in the console. */
export async function typedWorld(Item: Record<string, AttributeValue>): Promise<MonitorsWorld> {
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  onTestFinished(async () => {
    client.destroy()
    await database.close()
  })
  await client.send(new PutItemCommand({ TableName: database.tableNames.monitors, Item }))
  return monitorsWorld('table', storesOver(client, database.tableNames))
}
