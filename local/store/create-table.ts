import { setTimeout as delay } from 'node:timers/promises'

import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type AttributeDefinition,
  type DynamoDBClientConfig,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb'

import { type Patience, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { type KeyAttribute, TABLES, type TableShape } from '../../shared/core/aws/tables.ts'
import type { Millis } from '../../shared/core/time/units.ts'

/** What one machine calls its tables, in every folder and at every endpoint. */
export const TABLE_NAMES = { monitors: 'roundtrip-monitors', results: 'roundtrip-results' }

/** Looks until a new table is ready; the embedded database needs one or two, AWS some 10 s. */
const MOST_LOOKS = 500
const FIRST_GAP: Millis = 10
const LONGEST_GAP: Millis = 200

/** Both tables, where there are none yet. Throws what the database answers. */
export async function createTables(config: DynamoDBClientConfig, patience: Patience): Promise<void> {
  const client = clientInTime(DynamoDBClient, patience, config)
  try {
    await createMissingTable(client, TABLE_NAMES.monitors, TABLES.monitors)
    await createMissingTable(client, TABLE_NAMES.results, TABLES.results)
  } finally {
    client.destroy()
  }
}

export async function hasTables(client: DynamoDBClient): Promise<boolean> {
  const statuses = await Promise.all(Object.values(TABLE_NAMES).map((name) => statusOf(client, name)))
  return statuses.every((status) => status !== undefined)
}

/** Creates the table if there is none, and waits until it is ready. One that stands is taken as it is. */
async function createMissingTable(
  client: DynamoDBClient,
  tableName: string,
  shape: TableShape,
): Promise<void> {
  if ((await statusOf(client, tableName)) === undefined) await client.send(creation(tableName, shape))
  for (let looks = 0; (await statusOf(client, tableName)) !== 'ACTIVE'; looks += 1) {
    if (looks === MOST_LOOKS) {
      throw new Error(`table ${tableName} does not get ready: delete it, or the data folder`)
    }
    await delay(Math.min(FIRST_GAP * (looks + 1), LONGEST_GAP))
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
