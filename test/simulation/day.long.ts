import path from 'node:path'

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { fakeClock, oneTurn } from '../support/fake-clock.ts'
import { diary } from './diary.ts'
import { DAY_STORIES } from './stories.ts'
import { march } from './story.ts'
import { simulate } from './world.ts'

let database: EmbeddedDynamoDb
let client: DynamoDBClient
/** Requests that the database has not answered yet: the simulated clock stands still for them. */
let unanswered = 0

beforeAll(async () => {
  database = await embeddedDynamoDb()
  client = new DynamoDBClient(database.client)
  client.middlewareStack.add(
    (next) => async (args) => {
      unanswered += 1
      try {
        return await next(args)
      } finally {
        unanswered -= 1
      }
    },
    { step: 'initialize' },
  )
})

afterAll(async () => {
  client.destroy()
  await database.close()
})

async function settle(): Promise<void> {
  do await oneTurn()
  while (unanswered > 0)
  await oneTurn()
  if (unanswered > 0) await settle()
}

test('a day of six monitors over the embedded DynamoDB tells what it should, and nothing else', async () => {
  const clock = fakeClock(march('03-03 00:00'), settle)
  const { monitors, results } = database.tableNames
  const stage = {
    clock,
    runs: dynamoRunStore({ client, tableName: results, clock, ids: randomIds }),
    monitors: dynamoMonitorStore({ client, tableName: monitors, ids: randomIds }),
    locations: ['eu-central-1', 'us-east-1', 'ap-southeast-2'],
  }
  const { heard, problems } = await simulate(DAY_STORIES, stage, march('03-04 00:00'))
  expect(problems).toEqual([])
  const golden = path.join(import.meta.dirname, 'day.expected.txt')
  await expect(diary(DAY_STORIES, heard)).toMatchFileSnapshot(golden)
})
