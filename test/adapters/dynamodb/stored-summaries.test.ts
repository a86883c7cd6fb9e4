import { GetItemCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'

import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { monthStart } from '../../../shared/core/time/iso-day.ts'
import { summary } from '../../contracts/run-store/summaries.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { sizeOf } from '../../support/aws/item-size.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'

const Key = { monitorId: { S: 'inbox' }, sortKey: { S: 'summary' } }
const database = databaseForEach()
let store: RunStore

beforeEach(() => {
  const { client, tableNames } = database
  store = dynamoRunStore({ client, tableName: tableNames.results, clock: fakeClock(), ids: randomIds })
})

async function stored(): Promise<Record<string, AttributeValue>> {
  const TableName = database.tableNames.results
  const { Item } = await database.client.send(new GetItemCommand({ TableName, Key }))
  return Item ?? {}
}

test('a summary holds two hours in an octet, the earlier in its upper half', async () => {
  await store.putSummary(summary())
  const octets = (await stored()).hours?.B
  expect(octets).toHaveLength(1080)
  expect(Array.from(octets?.slice(0, 6) ?? [])).toEqual([0x01, 0x23, 0x45, 0x67, 0x8a, 0x10])
})

test('a summary of 13 months fits into two write units (2 KB) and half a read unit (4 KB)', async () => {
  const month = { runs: 89_280, ok: 89_000, downMs: 31 * 86_400_000, incidents: 1000 }
  const names = Array.from({ length: 13 }, (_, before) => monthStart('2026-01', before).slice(0, 7))
  await store.putSummary(summary({ months: Object.fromEntries(names.map((name) => [name, month])) }))
  expect(sizeOf(await stored())).toBeLessThan(2048)
})

test('an hour of a kind that is not known is read as one without runs', async () => {
  await store.putSummary(summary())
  const hours = Uint8Array.from({ length: 1080 }, () => 0x9f)
  const Item = { ...(await stored()), hours: { B: hours } }
  await database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))
  expect(new Set((await store.findSummary('inbox'))?.hours)).toEqual(new Set([0]))
})

describe('a summary that does not fit', () => {
  test.each([
    { field: 'hours', value: { B: Uint8Array.from([1, 2]) } },
    { field: 'hours', value: { S: 'x' } },
    { field: 'lastDay', value: { S: '2026-02-30' } },
    { field: 'months', value: { M: { January: { M: {} } } } },
    { field: 'schemaVersion', value: { N: '2' } },
  ] as const)('by its $field is told, and left out among others: $value', async ({ field, value }) => {
    const outbox = summary({ monitorId: 'outbox' })
    for (const one of [summary(), outbox]) await store.putSummary(one)
    const Item = { ...(await stored()), [field]: value }
    await database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))
    await expect(store.findSummary('inbox')).rejects.toThrow(`inbox summary does not fit: ${field}`)
    expect(await store.findSummaries(['inbox', 'outbox'])).toEqual(new Map([['outbox', outbox]]))
  })
})
