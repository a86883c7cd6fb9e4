import { setTimeout as delay } from 'node:timers/promises'

import {
  CreateTableCommand,
  DescribeTableCommand,
  type AttributeDefinition,
  type DynamoDBClient,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb'

import type { KeyAttribute, TableShape } from '../../shared/core/aws/tables.ts'

/** Looks until a new table is ready, 10 ms apart; the embedded database needs one or two. */
const MOST_LOOKS = 500

/** Creates the table if there is none, and waits until it is ready. One that stands is taken as it is. */
export async function createMissingTable(
  client: DynamoDBClient,
  tableName: string,
  shape: TableShape,
): Promise<void> {
  if ((await statusOf(client, tableName)) === undefined) await client.send(creation(tableName, shape))
  for (let looks = 0; (await statusOf(client, tableName)) !== 'ACTIVE'; looks += 1) {
    if (looks === MOST_LOOKS) {
      throw new Error(
        `table ${tableName} of the embedded database does not get ready: delete the data folder`,
      )
    }
    await delay(10)
  }
}

async function statusOf(client: DynamoDBClient, tableName: string): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }))
    return Table?.TableStatus
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined
    throw error
  }
}

function creation(tableName: string, shape: TableShape): CreateTableCommand {
  const indexes = shape.indexes.map(({ name, partitionKey, sortKey, projection }) => ({
    IndexName: name,
    KeySchema: keySchema(partitionKey, sortKey),
    Projection: { ProjectionType: projection },
  }))
  return new CreateTableCommand({
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributesOf(shape),
    KeySchema: keySchema(shape.partitionKey, shape.sortKey),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  })
}

function attributesOf({ partitionKey, sortKey, indexes }: TableShape): AttributeDefinition[] {
  const keys = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])]
  return keys
    .filter((key) => key !== undefined)
    .map(({ name, type }) => ({ AttributeName: name, AttributeType: type }))
}

function keySchema(partitionKey: KeyAttribute, sortKey: KeyAttribute | undefined): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey.name, KeyType: 'HASH' },
    ...(sortKey ? [{ AttributeName: sortKey.name, KeyType: 'RANGE' as const }] : []),
  ]
}
