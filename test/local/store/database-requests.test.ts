import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'

import type { storesOver } from '../../../cli/opened/stores.ts'
import type { EmbeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { row } from '../../contracts/monitor-store.ts'
import { ask, databaseWithStores } from './asked-database.ts'
import { randomCases } from '../../support/thorough.ts'
import { longTest } from '../../support/thorough.ts'

let database: EmbeddedDynamoDb
let stores: ReturnType<typeof storesOver>

beforeEach(async () => {
  const opened = await databaseWithStores()
  ;({ database, stores } = opened)
  return opened.close
})

const TableName = 'roundtrip-monitors'

describe('a request with the secret', () => {
  test.each([
    ['nothing', '', 'PutItem: expected JSON'],
    ['half of it', '{"TableName":', 'PutItem: expected JSON'],
    ['null', 'null', 'PutItem: expected an object of its fields'],
    ['a list', '[]', 'PutItem: TableName: not as this operation has it'],
    [
      'a null in an item',
      JSON.stringify({ TableName, Item: { monitorId: null } }),
      'PutItem: Item: not as this operation has it',
    ],
    [
      'a null in a list',
      JSON.stringify({ TableName, Item: { monitorId: { S: 'a' }, b: { L: [null] } } }),
      'PutItem: Item: not as this operation has it',
    ],
    [
      'two types at once',
      JSON.stringify({ TableName, Item: { monitorId: { S: 'a', N: '1' } } }),
      'PutItem: Item: not as this operation has it',
    ],
    [
      'a field that is not used',
      JSON.stringify({ TableName, Item: {}, Expected: null }),
      'PutItem: Expected: not as this operation has it',
    ],
    [
      'no table',
      JSON.stringify({ TableName: null, Item: {} }),
      'PutItem: TableName: not as this operation has it',
    ],
    [
      'levels without an end',
      `{"TableName":"${TableName}","Item":${'{"M":'.repeat(90_000)}`,
      'PutItem: expected JSON',
    ],
    [
      'more levels than an item has',
      JSON.stringify({ TableName, Item: nested(33) }),
      'PutItem: Item: not as this operation has it',
    ],
    [
      'a comparison of nothing',
      JSON.stringify({
        TableName,
        Item: { monitorId: { S: 'a' } },
        ConditionExpression: 'begins_with(a, b)',
      }),
      'PutItem: ConditionExpression: not as this operation has it',
    ],
    [
      'brackets without an end',
      JSON.stringify({ TableName, Item: { monitorId: { S: 'a' } }, ConditionExpression: '('.repeat(3000) }),
      'PutItem: ConditionExpression: not as this operation has it',
    ],
  ])('answers %s in one line', async (_what, body, message) => {
    expect(await ask(database, { operation: 'PutItem', body })).toMatchObject({ status: 400, message })
    expect(await stores.monitors.list()).toEqual([])
  })

  longTest('answers whatever is sent with the secret, and the rows stay what they are', async () => {
    await stores.monitors.put(row(), undefined)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(REQUESTS)), changes, async (operation, change) => {
        const { status } = await ask(database, {
          operation,
          body: JSON.stringify(changed(REQUESTS[operation], change)),
        })
        expect([200, 400, 413]).toContain(status)
      }),
      { numRuns: randomCases(300, 100) },
    )
    expect(await stores.monitors.find('other')).toBeUndefined()
    expect(await stores.monitors.find('inbox')).toEqual(row())
  })
})

const Key = { monitorId: { S: 'nothing' } }
const ExpressionAttributeNames = { '#a': 'revision' }
const ExpressionAttributeValues = { ':a': { N: '7' } }
const bound = { ExpressionAttributeNames, ExpressionAttributeValues }
/** One of each that is used, none of which changes the row that stands. */
const REQUESTS: Readonly<Record<string, unknown>> = {
  GetItem: { TableName, Key, ConsistentRead: true },
  BatchGetItem: { RequestItems: { [TableName]: { Keys: [Key, { monitorId: { S: 'inbox' } }] } } },
  PutItem: {
    TableName,
    Item: { ...Key, revision: { N: '1' }, tags: { L: [{ S: 'a' }] } },
    ConditionExpression: '#a = :a',
    ...bound,
  },
  UpdateItem: {
    TableName,
    Key,
    UpdateExpression: 'SET #a = :a',
    ConditionExpression: 'attribute_exists(#a)',
    ...bound,
  },
  DeleteItem: { TableName, Key, ConditionExpression: '#a > :a OR attribute_exists(#a)', ...bound },
  Query: {
    TableName: 'roundtrip-results',
    IndexName: 'due',
    KeyConditionExpression: '#s = :s AND #a <= :a',
    ExpressionAttributeNames: { '#s': 'dueShard', '#a': 'dueAt' },
    ExpressionAttributeValues: { ':s': { S: '0' }, ':a': { N: '7' } },
    Limit: 5,
  },
  Scan: { TableName, FilterExpression: '#a <= :a', ...bound },
}

/** Puts any JSON in place of the nth value of a request. */
const changes = fc.record({ nth: fc.nat(25), value: fc.jsonValue({ maxDepth: 3 }) })

function changed(value: unknown, { nth, value: put }: { nth: number; value: unknown }): unknown {
  let seen = 0
  return JSON.parse(JSON.stringify(value), (_key, held: unknown) => (seen++ === nth ? put : held)) as unknown
}

function nested(levels: number): Record<string, unknown> {
  return levels === 0 ? { a: { S: '' } } : { a: { M: nested(levels - 1) } }
}
