import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { stackMonitorsHandler } from '../../../functions/stack-monitors/handler.ts'
import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'

const A = { monitorId: 'a', emailAddress: 'a@example.com' }
const B = { monitorId: 'b', emailAddress: 'b@example.com' }

let database: EmbeddedDynamoDb
let store: MonitorStore
const dropped: string[] = []
const drop = (what: string) => (monitorId: string) =>
  Promise.resolve(void dropped.push(`${monitorId} ${what}`))
const runs = { dropAccepted: drop('accepted'), dropTlsSeen: drop('tls') }
const logged: string[] = []

beforeAll(async () => {
  database = await embeddedDynamoDb()
  store = dynamoMonitorStore({
    client: new DynamoDBClient(database.client),
    tableName: database.tableNames.monitors,
    ids: randomIds,
  })
})
afterAll(() => database.close())
beforeEach(async () => {
  logged.length = 0
  dropped.length = 0
  for (const row of await store.list()) await store.remove(row)
})

function handle(event: unknown) {
  const log = jsonLog({ write: (line) => logged.push(line) })
  return stackMonitorsHandler({ ports: { monitors: store, runs }, log })(event)
}

function deploy(RequestType: string, definitions: unknown, before?: unknown) {
  return handle({
    RequestType,
    ResourceProperties: { ServiceToken: 'arn', Definitions: JSON.stringify(definitions) },
    ...(before !== undefined && {
      OldResourceProperties: { ServiceToken: 'arn', Definitions: JSON.stringify(before) },
    }),
  })
}

async function rows(): Promise<string[]> {
  return (await store.list()).map(({ monitorId, managedBy }) => `${monitorId} ${managedBy}`).sort()
}

test("a deploy writes the definitions as the stack's rows and says how many", async () => {
  expect(await deploy('Create', [A, B])).toEqual({ PhysicalResourceId: 'stack-monitors' })
  expect(await rows()).toEqual(['a stack', 'b stack'])
  expect((await store.find('a'))?.definition).toMatchObject(A)
  expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual([
    { level: 'INFO', message: 'stack monitors written', added: 2, updated: 0, removed: 0, unchanged: 0 },
  ])
})

test("the next deploy keeps its id, takes out what left the file and leaves the table's own rows alone", async () => {
  await store.put({ monitorId: 'mine', managedBy: 'table', revision: 1, definition: {} }, undefined)
  await deploy('Create', [A, B])
  expect(await deploy('Update', [{ ...B, name: 'Bee' }])).toEqual({ PhysicalResourceId: 'stack-monitors' })
  expect(await rows()).toEqual(['b stack', 'mine table'])
  expect(dropped).toEqual(['a accepted', 'a tls'])
  expect((await store.find('b'))?.definition).toMatchObject({ name: 'Bee' })
})

test('deleting the stack takes out its rows and no others', async () => {
  await store.put({ monitorId: 'mine', managedBy: 'table', revision: 1, definition: {} }, undefined)
  await deploy('Create', [A, B])
  await deploy('Delete', [A, B])
  expect(await rows()).toEqual(['mine table'])
})

test('an id that the table owns fails the deploy, naming it, and nothing is written', async () => {
  await store.put({ monitorId: 'b', managedBy: 'table', revision: 1, definition: {} }, undefined)
  await expect(deploy('Create', [A, B])).rejects.toThrow(/monitors that the Monitors table owns: b;/)
  expect(await rows()).toEqual(['b table'])
})

test.each([
  ['no JSON', { RequestType: 'Create', ResourceProperties: { Definitions: 'x' } }],
  ['no list', { RequestType: 'Create', ResourceProperties: { Definitions: '{}' } }],
  ['a row without id', { RequestType: 'Create', ResourceProperties: { Definitions: '[{}]' } }],
  ['an unknown request', { RequestType: 'Peek', ResourceProperties: { Definitions: '[]' } }],
])('an event with %s is refused, and the rows stay', async (_, event) => {
  await deploy('Create', [A])
  await expect(handle(event)).rejects.toThrow(/ResourceProperties\.Definitions|RequestType/)
  expect(await rows()).toEqual(['a stack'])
})

describe('tls: "opportunistic" that an upgrade wrote into a row of the file', () => {
  const server = 'pop3://pop.example.com'
  const SILENT = { ...A, mailbox: { server, userid: 'a' } }
  const WRITTEN = { ...A, mailbox: { server, userid: 'a', tls: 'opportunistic' } }
  const NEW = { note: 'new' }
  const tlsOf = async () => ((await store.find('a'))?.definition.mailbox as { tls?: string }).tls

  beforeEach(async () => {
    await deploy('Create', [SILENT])
    const row = await store.find('a')
    if (row) await store.put({ ...row, revision: 2, definition: WRITTEN }, row)
  })

  test('stays while the file says nothing of TLS', async () => {
    await deploy('Update', [{ ...SILENT, ...NEW }], [SILENT])
    expect(await tlsOf()).toBe('opportunistic')
    await deploy('Update', [SILENT], [{ ...SILENT, ...NEW }])
    expect(await tlsOf()).toBe('opportunistic')
  })

  test('ends when the file says something', async () => {
    await deploy('Update', [{ ...A, mailbox: { server, userid: 'a', tls: 'required' } }], [SILENT])
    expect(await tlsOf()).toBe('required')
  })

  test('ends with another server', async () => {
    const moved = { ...A, mailbox: { server: 'pop3://other.example.com', userid: 'a' } }
    await deploy('Update', [moved], [SILENT])
    expect(await tlsOf()).toBeUndefined()
  })

  test('is not what the file itself said and takes away', async () => {
    await deploy('Update', [SILENT], [WRITTEN])
    expect(await tlsOf()).toBeUndefined()
  })

  test('ends where nobody knows what the file said before', async () => {
    await handle({
      RequestType: 'Update',
      ResourceProperties: { Definitions: JSON.stringify([SILENT]) },
      OldResourceProperties: { ServiceToken: 'arn' },
    })
    expect(await tlsOf()).toBeUndefined()
  })
})
