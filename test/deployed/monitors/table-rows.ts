import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'

import { marshal } from '../../../shared/adapters/dynamodb/access/marshal.ts'
import type { DeployedStack } from '../account/stack.ts'

/** Most requests that one batch takes (DynamoDB API, BatchWriteItem). */
const BATCH = 25

/**
 * Writes rows of the Monitors table as people do in the console: whole, without asking what stood there,
 * right or wrong.
 */
export function tableRows({ output }: Pick<DeployedStack, 'output'>) {
  const client = new DynamoDBClient({})
  const TableName = output('MonitorsTable')

  return {
    async put(definition: { monitorId: string }): Promise<void> {
      await client.send(new PutItemCommand({ TableName, Item: marshal(definition) }))
    },
    async remove(monitorId: string): Promise<void> {
      await client.send(new DeleteItemCommand({ TableName, Key: marshal({ monitorId }) }))
    },
    /** Many at once, in batches. */
    async write(puts: readonly { monitorId: string }[], removes: readonly string[] = []): Promise<void> {
      const requests = [
        ...puts.map((definition) => ({ PutRequest: { Item: marshal(definition) } })),
        ...removes.map((monitorId) => ({ DeleteRequest: { Key: marshal({ monitorId }) } })),
      ]
      for (let i = 0; i < requests.length; i += BATCH) {
        const RequestItems = { [TableName]: requests.slice(i, i + BATCH) }
        const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems }))
        if (Object.keys(UnprocessedItems).length > 0) throw new Error('the account left rows unwritten')
      }
    },
  }
}
