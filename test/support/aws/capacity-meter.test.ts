import { afterAll, beforeAll, expect, test } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { type TableAccess, tableAccess } from '../../../shared/adapters/dynamodb/access/table-access.ts'
import { type MeteredClient, meteredClient } from './capacity-meter.ts'

let database: EmbeddedDynamoDb
let metered: MeteredClient
let table: TableAccess

beforeAll(async () => {
  database = await embeddedDynamoDb()
  metered = meteredClient(database)
  table = tableAccess(metered.client, database.tableNames.results)
})

afterAll(async () => {
  metered.destroy()
  await database.close()
})

const KEY = { monitorId: 'inbox', sortKey: 'state' }
const due = (dueAt: number) => ({ dueShard: '0', dueAt })

/** In order, over one item; as AWS's guide bills it. */
const CALLS: readonly [string, () => Promise<unknown>, { reads: number; writes: number }][] = [
  ['a read that finds nothing', () => table.get(KEY), { reads: 1, writes: 0 }],
  ['a write of 2.5 KB', () => table.put(KEY, { text: 'x'.repeat(2560) }), { reads: 0, writes: 3 }],
  ['a read of it', () => table.get(KEY), { reads: 1, writes: 0 }],
  [
    'a refused write, by what stands',
    () => table.put(KEY, {}, { expression: 'attribute_not_exists(#sortKey)' }),
    { reads: 0, writes: 3 },
  ],
  ['a smaller item into an index, by the larger', () => table.put(KEY, due(1)), { reads: 0, writes: 4 }],
  [
    'a change that an index of keys does not hold',
    () => table.put(KEY, { ...due(1), a: 1 }),
    { reads: 0, writes: 1 },
  ],
  ['a move within the index, out and in', () => table.put(KEY, due(2)), { reads: 0, writes: 3 }],
  ['a look into the index that finds nothing', () => dueUntil(1), { reads: 0.5, writes: 0 }],
  ['a look that finds one', () => dueUntil(2), { reads: 0.5, writes: 0 }],
  ['a delete, also from the index', () => table.delete(KEY), { reads: 0, writes: 2 }],
]

test.each(CALLS)('%s', async (_, call, billed) => {
  metered.taken()
  await call()
  expect(metered.taken()).toEqual(billed)
})

async function dueUntil(now: number): Promise<unknown[]> {
  const key = { expression: '#dueShard = :shard AND #dueAt <= :now', values: { shard: '0', now } }
  const found: unknown[] = []
  for await (const item of table.query({ index: 'due', key })) found.push(item)
  return found
}
