import { PutItemCommand, ScanCommand, UpdateItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'

import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { StoreError } from '../../../shared/adapters/dynamodb/access/store-error.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { DEFAULT_ALERT_CAP } from '../../../shared/core/judging/alert-cap.ts'
import { contentId } from '../../../shared/core/identity/content-id.ts'
import { DAY, SECOND } from '../../../shared/core/time/units.ts'
import {
  NOON,
  incident,
  logLine,
  lostResult,
  monitorState,
  openRun,
  topicTraffic,
} from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { sizeOf } from '../../support/aws/item-size.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'

type Attributes = Record<string, AttributeValue>

const database = databaseForEach()
let store: RunStore

beforeEach(() => {
  store = storeKeeping(400)
})

function storeKeeping(resultDays: number): RunStore {
  const tableName = database.tableNames.results
  return dynamoRunStore({
    client: database.client,
    tableName,
    clock: fakeClock(),
    ids: randomIds,
    retention: { resultDays },
  })
}

async function items(): Promise<Attributes[]> {
  const { Items = [] } = await database.client.send(
    new ScanCommand({ TableName: database.tableNames.results }),
  )
  return Items
}

async function onlyItem(): Promise<Attributes> {
  const [item, ...others] = await items()
  expect(others).toEqual([])
  return item ?? {}
}

const expiry = (days: number) => ({ N: String((NOON + days * DAY) / SECOND) })

describe('what is stored', () => {
  test('a result lies under run#, is kept as long as it is told, and is in no index', async () => {
    await storeKeeping(40).putResult(lostResult())
    const item = await onlyItem()
    expect(item.sortKey).toEqual({ S: `run#${lostResult().runId}` })
    expect(item.expiresAt).toEqual(expiry(40))
    expect(item).not.toHaveProperty('dueAt')
    expect(item).not.toHaveProperty('openedAt')
  })

  test('a full result fits into one write unit (1 KB)', async () => {
    const detail = 'smtp.example.test said: 550 5.1.1 no such user'
    await store.putResult(lostResult({ detail, roundTripMs: 1234.56, resolutionMs: 375.25 }))
    expect(sizeOf(await onlyItem())).toBeLessThan(1024)
  })

  test('a claim lies under open#, and is due when it lapses', async () => {
    await store.claim(openRun())
    const item = await onlyItem()
    expect(item.sortKey).toEqual({ S: `open#${openRun().runId}` })
    expect(item.dueAt).toEqual({ N: String(openRun().until) })
    expect(item.dueShard).toEqual({ S: '6' })
    expect(item.expiresAt).toEqual(expiry(7))
  })

  test('a log lies under log#, compressed', async () => {
    await store.putLog(
      lostResult(),
      Array.from({ length: 1000 }, () => logLine('220 ready')),
      30,
    )
    const item = await onlyItem()
    expect(item.sortKey).toEqual({ S: `log#${lostResult().runId}` })
    expect(item.expiresAt).toEqual(expiry(30))
    expect(sizeOf(item)).toBeLessThan(2048)
  })

  test('a state and an incident never expire', async () => {
    await store.putState(monitorState(), NOON)
    await store.putIncident(incident())
    const stored = await items()
    expect(stored.map((item) => item.sortKey?.S).sort()).toEqual([
      'incident#2026-01-05T12:00:00.000Z',
      'state',
    ])
    for (const item of stored) expect(item).not.toHaveProperty('expiresAt')
  })

  test('the traffic of a topic with all that it may hold fits into one write unit (1 KB), and is in no index', async () => {
    const alone = Array.from({ length: DEFAULT_ALERT_CAP }, (_, n) => ({
      alertId: contentId(String(n)),
      at: NOON,
    }))
    await store.putTraffic(topicTraffic({ topic: 'a-topic-with-the-longest-name-ok', alone }))
    const item = await onlyItem()
    expect(item.monitorId).toEqual({ S: '#topic#a-topic-with-the-longest-name-ok' })
    expect(sizeOf(item)).toBeLessThan(1024)
    for (const name of ['dueAt', 'month', 'expiresAt']) expect(item).not.toHaveProperty(name)
  })

  test('every item carries the schema version', async () => {
    await store.installation()
    await store.claim(openRun())
    await store.putResult(lostResult())
    await store.putLog(lostResult(), [logLine('hello')], 30)
    await store.putState(monitorState(), NOON)
    await store.putIncident(incident())
    await store.putTraffic(topicTraffic())
    const stored = await items()
    expect(stored).toHaveLength(7)
    for (const item of stored) expect(item.schemaVersion).toEqual({ N: '1' })
  })
})

describe('an item that does not fit', () => {
  async function change(sortKey: string, field: string, value: AttributeValue): Promise<void> {
    await database.client.send(
      new UpdateItemCommand({
        TableName: database.tableNames.results,
        Key: { monitorId: { S: 'inbox' }, sortKey: { S: sortKey } },
        UpdateExpression: 'SET #field = :value',
        ExpressionAttributeNames: { '#field': field },
        ExpressionAttributeValues: { ':value': value },
      }),
    )
  }

  const result = `run#${lostResult().runId}`
  const open = `open#${openRun().runId}`

  const MISFITS = [
    { sortKey: result, field: 'status', value: { N: '7.5' }, read: () => store.findResult(lostResult()) },
    {
      sortKey: result,
      field: 'reason',
      value: { S: 'bad weather' },
      read: () => store.findResult(lostResult()),
    },
    { sortKey: result, field: 'warnings', value: { S: 'none' }, read: () => store.findResult(lostResult()) },
    { sortKey: result, field: 'finishedAt', value: { S: '5' }, read: () => store.findResult(lostResult()) },
    {
      sortKey: result,
      field: 'schemaVersion',
      value: { N: '2' },
      read: () => store.findResult(lostResult()),
    },
    { sortKey: open, field: 'stage', value: { S: '' }, read: () => store.findOpen(openRun()) },
    { sortKey: 'state', field: 'owed', value: { NULL: true }, read: () => store.findState('inbox') },
    {
      sortKey: 'incident#2026-01-05T12:00:00.000Z',
      field: 'locations',
      value: { M: {} },
      read: () => store.findIncidents('2026-01'),
    },
  ]

  test.each(MISFITS)('is told by its key and $field: $sortKey', async ({ sortKey, field, value, read }) => {
    await store.putResult(lostResult())
    await store.claim(openRun())
    await store.putState(monitorState(), undefined)
    await store.putIncident(incident())
    await change(sortKey, field, value)
    const error: unknown = await read().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StoreError)
    expect(String(error)).toContain(`inbox ${sortKey} does not fit: ${field}: `)
  })

  test('keeps no other result from being judged', async () => {
    const later = lostResult({ scheduledAt: NOON + 60_000 })
    await store.putResult(lostResult())
    await store.putResult(later)
    await change(result, 'schemaVersion', { N: '2' })
    const readable = await store.resultsAfter('inbox', 'local', undefined)
    expect(readable.map(({ runId }) => runId)).toEqual([later.runId])
  })

  test('is left out where an incident is looked for by time, and the one beside it is found', async () => {
    const later = incident({ openedAt: NOON + 60_000 })
    await store.putIncident(incident())
    await store.putIncident(later)
    await change('incident#2026-01-05T12:00:00.000Z', 'schemaVersion', { N: '2' })
    expect(await store.findIncidentsAt('inbox', NOON)).toEqual([later])
  })

  test('holds up nothing else that is due, and is told once nothing else is', async () => {
    await store.claim(openRun({ until: NOON }))
    await store.putState(monitorState({ monitorId: 'outbox' }), NOON + 1)
    await change(open, 'stage', { S: '' })
    expect(await store.due(NOON + 1, 1)).toEqual([{ kind: 'state', monitorId: 'outbox' }])
    await expect(store.due(NOON, 1)).rejects.toThrow(StoreError)
  })

  test('is told with every field that does not fit', async () => {
    const none = { NULL: true } as const
    const key = { monitorId: { S: 'inbox' }, sortKey: { S: 'state' } }
    const Item = { ...key, schemaVersion: { N: '1' }, judged: none, owed: none }
    await database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))
    await expect(store.findState('inbox')).rejects.toThrow(/version: .*judged: .*owed: /)
  })
})

describe('a table that cannot be used', () => {
  test('is told with action, table and key, and keeps DynamoDB’s error as the cause', async () => {
    const elsewhere = dynamoRunStore({
      client: database.client,
      tableName: 'elsewhere',
      clock: fakeClock(),
      ids: randomIds,
    })
    const error = await elsewhere.findState('inbox').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({
      message: expect.stringContaining('DynamoDB GetItem (elsewhere, inbox state): ') as string,
      cause: { name: 'ResourceNotFoundException' },
    })
  })
})
