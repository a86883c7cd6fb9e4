import { DeleteItemCommand, paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { TABLES } from '../../shared/core/aws/tables.ts'
import { type EpochMs, SECOND } from '../../shared/core/time/units.ts'

/**
 * Deletes what has expired from the results table, as DynamoDB's TTL does on AWS; answers how many items. It
 * reads the whole table: call it every hour or so. An item that was written anew meanwhile is left.
 */
export async function sweepExpired(client: DynamoDBClient, tableName: string, now: EpochMs): Promise<number> {
  const { partitionKey, sortKey, timeToLive } = TABLES.results
  const expired = {
    ExpressionAttributeNames: { '#expiry': timeToLive },
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / SECOND)) } },
  }
  const pages = paginateScan(
    { client },
    { TableName: tableName, FilterExpression: '#expiry <= :now', ...expired },
  )
  let swept = 0
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const [partition, sort] = [item[partitionKey.name], item[sortKey.name]]
      if (!partition || !sort) continue
      const deletion = new DeleteItemCommand({
        TableName: tableName,
        Key: { [partitionKey.name]: partition, [sortKey.name]: sort },
        ConditionExpression: '#expiry <= :now',
        ...expired,
      })
      if (await stillThere(client.send(deletion))) swept += 1
    }
  }
  return swept
}

async function stillThere(deletion: Promise<unknown>): Promise<boolean> {
  try {
    await deletion
    return true
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false
    throw error
  }
}
