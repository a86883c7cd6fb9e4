import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ScanCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'

import type { StandingTable, TableCatalog } from '../../app/ports/tables.ts'

/**
 * The tables of the account and Region. A table that was restored from a backup has lost all that `bringUp`
 * sees to.
 */
export function dynamoTableCatalog(client: DynamoDBClient): TableCatalog {
  async function describe(TableName: string): Promise<TableDescription | undefined> {
    try {
      return (await client.send(new DescribeTableCommand({ TableName }))).Table
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined
      throw error
    }
  }

  /** One update for both: a second one would find the table busy. */
  async function update(
    TableName: string,
    table: TableDescription,
    stream: boolean,
  ): Promise<string | undefined> {
    const streams = table.StreamSpecification?.StreamEnabled === true
    const isProtected = table.DeletionProtectionEnabled === true
    if (isProtected && (streams || !stream)) return table.LatestStreamArn
    const change = new UpdateTableCommand({
      TableName,
      DeletionProtectionEnabled: true,
      ...(stream &&
        !streams && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }),
    })
    return (await client.send(change)).TableDescription?.LatestStreamArn ?? table.LatestStreamArn
  }

  async function expireBy(TableName: string, AttributeName: string): Promise<void> {
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }))
    if (['ENABLED', 'ENABLING'].includes(TimeToLiveDescription?.TimeToLiveStatus ?? '')) return
    const TimeToLiveSpecification = { AttributeName, Enabled: true }
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
  }

  return {
    async names(prefix) {
      const names: string[] = []
      let from: string | undefined
      do {
        const page = await client.send(new ListTablesCommand({ ExclusiveStartTableName: from }))
        names.push(...(page.TableNames ?? []).filter((name) => name.startsWith(prefix)))
        from = page.LastEvaluatedTableName
      } while (from !== undefined)
      return names
    },

    async isEmpty(TableName) {
      // The table's own count of items is hours old.
      const { Count } = await client.send(new ScanCommand({ TableName, Limit: 1, ConsistentRead: true }))
      return Count === 0
    },

    async find(name) {
      const table = await describe(name)
      return table && standingTable(table)
    },

    async bringUp(name, { stream, timeToLive }) {
      const table = await describe(name)
      if (!table) throw new Error(`there is no table ${name}`)
      const streamArn = await update(name, table, stream)
      if (timeToLive !== undefined) await expireBy(name, timeToLive)
      const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
      await client.send(
        new UpdateContinuousBackupsCommand({ TableName: name, PointInTimeRecoverySpecification }),
      )
      return streamArn
    },
  }
}

function standingTable({ KeySchema = [], GlobalSecondaryIndexes = [] }: TableDescription): StandingTable {
  return {
    keys: namesOf(KeySchema),
    indexes: Object.fromEntries(
      GlobalSecondaryIndexes.map(({ IndexName = '', KeySchema: keys = [] }) => [IndexName, namesOf(keys)]),
    ),
  }
}

function namesOf(keys: readonly KeySchemaElement[]): string[] {
  return keys
    .toSorted((a, b) => (a.KeyType === 'HASH' ? 0 : 1) - (b.KeyType === 'HASH' ? 0 : 1))
    .map(({ AttributeName = '' }) => AttributeName)
}
