import { randomBytes } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

import { DynamoDBClient, PutItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { expect, onTestFinished, test, vi } from 'vitest'

import { embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { dataFolder } from '../../support/temporary-files.ts'

const ITEM_OCTETS = 350_000
/** 42 MB in all. */
const ROUNDS = 120
/** LevelDB writes tables of 4 MB, puts the first four of them into one, and keeps a log of the last. */
const MOST_OCTETS = 28_000_000

/** A database on disk, and one item of it that is written over and over. */
async function databaseOnDisk() {
  const dataDir = await dataFolder()
  const database = await embeddedDynamoDb({ path: dataDir })
  const client = new DynamoDBClient(database.client)
  onTestFinished(async () => {
    client.destroy()
    await database.close()
  })
  const TableName = database.tableNames.results
  const key = { monitorId: { S: 'inbox' }, sortKey: { S: 'state' } }
  const query = {
    TableName,
    KeyConditionExpression: '#id = :id',
    ExpressionAttributeNames: { '#id': 'monitorId' },
    ExpressionAttributeValues: { ':id': key.monitorId },
  }
  return {
    reads: [
      () => client.send(new QueryCommand(query)),
      () => client.send(new QueryCommand({ ...query, Limit: 1 })),
      () => client.send(new ScanCommand({ TableName })),
    ],
    writeOver: () =>
      client.send(
        new PutItemCommand({
          TableName,
          Item: { ...key, data: { S: randomBytes(ITEM_OCTETS / 2).toString('hex') } },
        }),
      ),
    octetsOnDisk: () => octetsIn(path.join(dataDir, 'dynamodb')),
  }
}

async function octetsIn(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(path.join(folder, name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

test(
  'what was written over leaves the disk, though each state of it was read in every way',
  { timeout: 90_000 },
  async () => {
    const { reads, writeOver, octetsOnDisk } = await databaseOnDisk()
    for (let round = 0; round < ROUNDS; round += 1) {
      await writeOver()
      await reads[round % reads.length]?.()
    }
    await vi.waitFor(async () => expect(await octetsOnDisk()).toBeLessThan(MOST_OCTETS), 10_000)
  },
)
