import { type AttributeValue, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { beforeEach, expect, test } from 'vitest'

import { StoreError } from '../../../shared/adapters/dynamodb/access/store-error.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { DAY, SECOND } from '../../../shared/core/time/units.ts'
import { NOON, lostResult } from '../../contracts/run-fixtures.ts'
import { sizeOf } from '../../support/aws/item-size.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const RUN = lostResult()
const Key = { monitorId: { S: 'inbox' }, sortKey: { S: `mail#${RUN.runId}` } }

const database = databaseForEach()
let store: RunStore

beforeEach(() => {
  store = dynamoRunStore({
    client: database.client,
    tableName: database.tableNames.results,
    clock: fakeClock(),
    ids: randomIds,
    retention: { resultDays: 40 },
  })
})

async function onlyItem(): Promise<Record<string, AttributeValue>> {
  const scan = new ScanCommand({ TableName: database.tableNames.results })
  const { Items: [item, ...others] = [] } = await database.client.send(scan)
  expect(others).toEqual([])
  return item ?? {}
}

async function put(fields: Record<string, AttributeValue>): Promise<void> {
  const Item = { ...Key, schemaVersion: { N: '1' }, ...fields }
  await database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))
}

test('they lie under mail#, a kind an attribute that begins with its time, and are kept as long as results', async () => {
  await store.noteMailEvent(RUN, { kind: 'delivered', text: '250 Ok', server: 'mx.example.net', at: NOON })
  await store.noteMailEvent(RUN, { kind: 'rejected', at: NOON + 1 })
  expect(await onlyItem()).toEqual({
    ...Key,
    delivered: { S: '{"at":"2026-01-05T12:00:00.000Z","server":"mx.example.net","text":"250 Ok"}' },
    rejected: { S: '{"at":"2026-01-05T12:00:00.001Z"}' },
    expiresAt: { N: String((NOON + 40 * DAY) / SECOND) },
    schemaVersion: { N: '1' },
  })
})

test('all that can be told of a message fits into two write units (2 KB)', async () => {
  const told = { at: NOON, text: 'x'.repeat(300) }
  const [type, subType, server] = ['RecipientServerError', 'OnAccountSuppressionList', 'm'.repeat(60)]
  await store.noteMailEvent(RUN, { kind: 'delivered', ...told, tookMs: 123_456.5, server })
  await store.noteMailEvent(RUN, { kind: 'delayed', ...told, type })
  await store.noteMailEvent(RUN, { kind: 'bounced', ...told, type, subType })
  await store.noteMailEvent(RUN, { kind: 'rejected', ...told })
  expect(sizeOf(await onlyItem())).toBeLessThan(2048)
})

test.each<[string, AttributeValue]>([
  ['bounced', { S: '{"at":soon}' }],
  ['bounced', { N: '5' }],
  ['delivered', { S: '{"at":"soon"}' }],
  ['delayed', { S: '{"at":"2026-01-05T12:00:00.000Z"}' }],
  ['schemaVersion', { N: '2' }],
])('an item whose %s is %j is told by its key', async (field, value) => {
  await put({ rejected: { S: '{"at":"2026-01-05T12:00:00.000Z"}' }, [field]: value })
  const error: unknown = await store.findMailEvents(RUN).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StoreError)
  expect(String(error)).toContain(`inbox mail#${RUN.runId} does not fit: ${field}`)
})

test('what a later version noted beside them is left out', async () => {
  await put({ opened: { S: '{}' }, rejected: { S: '{"at":"2026-01-05T12:00:00.000Z","score":9}' } })
  expect(await store.findMailEvents(RUN)).toEqual({ rejected: { at: NOON } })
})
