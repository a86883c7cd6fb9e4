import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'

import { embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { dynamoTableCatalog } from '../../../shared/adapters/dynamodb/table-catalog.ts'
import type { StandingTable, TableCatalog } from '../../../shared/app/ports/tables.ts'
import { refuseForgottenTables, takeUpTables } from '../../../shared/app/store/take-up-tables.ts'

const MONITORS: StandingTable = { keys: ['monitorId'], indexes: {} }
const RESULTS: StandingTable = {
  keys: ['monitorId', 'sortKey'],
  indexes: { due: ['dueShard', 'dueAt'], incidents: ['month', 'openedAt'] },
}

function catalogOf(tables: Record<string, StandingTable>, empty: readonly string[] = []) {
  const broughtUp: string[] = []
  const catalog: TableCatalog = {
    names: (prefix) => Promise.resolve(Object.keys(tables).filter((name) => name.startsWith(prefix))),
    isEmpty: (name) => Promise.resolve(empty.includes(name)),
    find: (name) => Promise.resolve(tables[name]),
    bringUp(name, how) {
      broughtUp.push(`${name} ${JSON.stringify(how)}`)
      return Promise.resolve(how.stream ? `arn:${name}/stream` : undefined)
    },
  }
  return { catalog, broughtUp }
}

describe('taking up tables', () => {
  test('checks both, brings both up, and answers the stream of the monitors', async () => {
    const { catalog, broughtUp } = catalogOf({ m: MONITORS, r: RESULTS })
    expect(await takeUpTables({ monitors: 'm', results: 'r' }, catalog)).toBe('arn:m/stream')
    expect(broughtUp).toEqual(['r {"stream":false,"timeToLive":"expiresAt"}', 'm {"stream":true}'])
  })

  test.each<[string, Record<string, StandingTable>, string]>([
    ['that are not there', { r: RESULTS }, 'monitors: there is no table "m" in this account and Region'],
    ['that were mistaken for each other', { m: RESULTS, r: MONITORS }, 'monitors: "m" is no monitors table'],
    ['without an index', { m: MONITORS, r: { ...RESULTS, indexes: {} } }, 'results: "r" is no results table'],
  ])('refuses tables %s, naming the setting, and touches nothing', async (_, tables, message) => {
    const { catalog, broughtUp } = catalogOf(tables)
    const taken = takeUpTables({ monitors: 'm', results: 'r' }, catalog)
    await expect(taken).rejects.toThrow(`existingTables in cdk/settings.ts: ${message}`)
    expect(broughtUp).toEqual([])
  })
})

describe('tables of an earlier stack', () => {
  test('stop the deploy, which says what to write', async () => {
    const { catalog } = catalogOf({
      'Roundtrip-TablesMonitorsAB-1': MONITORS,
      'Roundtrip-TablesResultsCD-2': RESULTS,
      'Other-TablesMonitorsAB-1': MONITORS,
    })
    await expect(refuseForgottenTables('Roundtrip-Tables', catalog)).rejects.toThrow(
      "existingTables: { monitors: 'Roundtrip-TablesMonitorsAB-1', results: 'Roundtrip-TablesResultsCD-2' } into cdk/settings.ts",
    )
  })

  test('that hold nothing, as a first deploy that failed leaves them, stop nobody', async () => {
    const tables = { 'Roundtrip-TablesMonitorsAB-1': MONITORS, 'Roundtrip-TablesResultsCD-2': RESULTS }
    await refuseForgottenTables('Roundtrip-Tables', catalogOf(tables, Object.keys(tables)).catalog)
    const { catalog } = catalogOf(tables, ['Roundtrip-TablesMonitorsAB-1'])
    await expect(refuseForgottenTables('Roundtrip-Tables', catalog)).rejects.toThrow(
      'Roundtrip-TablesResultsCD-2',
    )
  })

  test('of other stacks are nobody’s concern', async () => {
    const { catalog } = catalogOf({ 'Other-TablesMonitorsAB-1': MONITORS })
    await refuseForgottenTables('Roundtrip-Tables', catalog)
  })
})

test('the catalog sees the tables that we make as we make them', async () => {
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  const catalog = dynamoTableCatalog(client)
  expect(await catalog.names('roundtrip-')).toEqual(['roundtrip-monitors', 'roundtrip-results'])
  expect(await catalog.find('roundtrip-monitors')).toEqual(MONITORS)
  expect(await catalog.find('roundtrip-results')).toEqual(RESULTS)
  expect(await catalog.find('roundtrip-nothing')).toBeUndefined()
  expect(await catalog.isEmpty('roundtrip-monitors')).toBe(true)
  const Item = { monitorId: { S: 'inbox' } }
  await client.send(new PutItemCommand({ TableName: 'roundtrip-monitors', Item }))
  expect(await catalog.isEmpty('roundtrip-monitors')).toBe(false)
  client.destroy()
  await database.close()
})
