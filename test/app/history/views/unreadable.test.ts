import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../../shared/adapters/random-ids.ts'
import { incidents } from '../../../../shared/app/history/views/incidents.ts'
import { monitorView } from '../../../../shared/app/history/views/monitor.ts'
import { overview } from '../../../../shared/app/history/views/overview.ts'
import { run } from '../../../../shared/app/history/views/run.ts'
import { runs } from '../../../../shared/app/history/views/runs.ts'
import { DAY, MINUTE } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { past } from '../../../support/worlds/past.ts'
import { longTest } from '../../../support/thorough.ts'

const lost = lostResult({ scheduledAt: NOON - DAY })

let database: EmbeddedDynamoDb
let client: DynamoDBClient
let ports: Awaited<ReturnType<typeof past>>['ports']

beforeAll(async () => {
  database = await embeddedDynamoDb()
  const { tableNames } = database
  client = new DynamoDBClient(database.client)
  const made = await past({
    now: NOON + 2 * MINUTE,
    results: [lost, deliveredResult()],
    store: (clock) => ({
      runs: dynamoRunStore({ client, tableName: tableNames.results, clock, ids: randomIds }),
      monitors: dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds }),
    }),
  })
  ports = made.ports
  await spoil('state')
  await spoil('summary')
})

afterAll(async () => {
  client.destroy()
  await database.close()
})

/** As a later version may write it. */
async function spoil(sortKey: string): Promise<void> {
  await client.send(
    new PutItemCommand({
      TableName: database.tableNames.results,
      Item: { monitorId: { S: 'inbox' }, sortKey: { S: sortKey }, schemaVersion: { N: '99' } },
    }),
  )
}

test('a monitor whose state cannot be read is unknown, and shows what its results tell', async () => {
  expect(await monitorView('inbox', ports)).toMatchObject({
    health: 'unknown',
    marks: ['unreadable'],
    sentence: 'Unknown: its stored state cannot be read.',
    lastRuns: { local: { status: 0, finishedAt: deliveredResult().finishedAt } },
  })
})

test('the overview marks it', async () => {
  const { monitors, sentence } = await overview(ports)
  expect(monitors[0]).toMatchObject({ health: 'unknown', marks: ['unreadable'] })
  expect(sentence).toBe('Inbox is unknown: its stored state cannot be read.')
})

longTest('its runs that failed are found without state and summary', async () => {
  const found = (await runs('inbox', { failed: true }, undefined, ports)).runs
  expect(found.map(({ run: { runId } }) => runId)).toEqual([lost.runId])
})

test('a run of it, and its incidents, are shown', async () => {
  expect((await run(`inbox/${lost.runId}`, ports)).kind).toBe('run')
  expect((await incidents({ monitorId: 'inbox' }, ports)).incidents).toHaveLength(1)
})
