import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'

import { dynamoMonitorStore } from '../../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import { row } from '../../contracts/monitor-store.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'

const database = databaseForEach()
let monitors: MonitorStore

type Typed = Record<string, AttributeValue>

beforeEach(() => {
  monitors = storeOver(database.client)
})

function storeOver(client: DynamoDBClient): MonitorStore {
  return dynamoMonitorStore({ client, tableName: database.tableNames.monitors, ids: randomIds })
}

async function typeIn(attributes: Typed): Promise<void> {
  const Item = { monitorId: { S: 'inbox' }, ...attributes }
  await database.client.send(new PutItemCommand({ TableName: database.tableNames.monitors, Item }))
}

describe('a row that was typed in by hand', () => {
  test('needs nothing but its id', async () => {
    await typeIn({})
    const bare = { monitorId: 'inbox', managedBy: 'table', revision: 0, definition: { monitorId: 'inbox' } }
    expect(await monitors.find('inbox')).toEqual(bare)
    expect(await monitors.list()).toEqual([bare])
  })

  test('may have an attribute that no object can, which keeps nobody from listing the table', async () => {
    await typeIn(JSON.parse('{"__proto__":{"S":"x"},"name":{"S":"Inbox"}}') as Record<string, AttributeValue>)
    expect(await monitors.list()).toMatchObject([{ monitorId: 'inbox', definition: { name: 'Inbox' } }])
  })

  test('keeps its values as they were typed, sets as lists', async () => {
    await typeIn({
      intervalMinutes: { S: '5' },
      timeoutSeconds: { N: '60' },
      tags: { SS: ['eu', 'mail'] },
      mailbox: { M: { server: { S: 'pop3://mail.example.test' } } },
    })
    const found = await monitors.find('inbox')
    expect(found?.definition).toEqual({
      monitorId: 'inbox',
      intervalMinutes: '5',
      timeoutSeconds: 60,
      tags: ['eu', 'mail'],
      mailbox: { server: 'pop3://mail.example.test' },
    })
  })

  const REVISIONS: readonly { typed: AttributeValue | undefined; revision: number }[] = [
    { typed: undefined, revision: 0 },
    { typed: { N: '7' }, revision: 7 },
    { typed: { S: '7' }, revision: 7 },
    { typed: { S: '007' }, revision: 7 },
    { typed: { S: 'seven' }, revision: 0 },
    { typed: { S: '' }, revision: 0 },
    { typed: { N: '-1' }, revision: 0 },
    { typed: { N: '1.5' }, revision: 0 },
    { typed: { NULL: true }, revision: 0 },
    { typed: { BOOL: true }, revision: 0 },
  ]

  test.each(REVISIONS)(
    'with revision $typed is at $revision, and can be replaced',
    async ({ typed, revision }) => {
      await typeIn(typed ? { revision: typed } : {})
      const found = await monitors.find('inbox')
      expect(found?.revision).toBe(revision)
      const other = found && { ...found, revision: revision + 1 }
      expect(await monitors.put(row({ revision: revision + 1 }), other)).toBe(false)
      expect(await monitors.put(row({ revision: revision + 1 }), found)).toBe(true)
      expect(await monitors.find('inbox')).toEqual(row({ revision: revision + 1 }))
    },
  )

  test.each<[string, Typed]>([
    ['sets', { tags: { SS: ['mail', 'eu'] }, days: { NS: ['2', '1'] }, octets: { BS: [Buffer.from('a')] } }],
    [
      'a number of more digits than a double has',
      { timeoutSeconds: { N: '60.00000000000000000000000000001' } },
    ],
    ['names that no expression takes', { 'my note': { S: 'a' }, '#1': { S: 'b' }, 'ä.b[0]': { NULL: true } }],
    ['an attribute that no object can have', JSON.parse('{"__proto__":{"S":"x"}}') as Typed],
    ['120 attributes', Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`field${n}`, { S: 'x' }]))],
  ])('with %s can be replaced, and removed', async (_what, typed) => {
    await typeIn(typed)
    const found = await monitors.find('inbox')
    expect(await monitors.put(row({ revision: 1 }), found)).toBe(true)
    await typeIn(typed)
    expect(found && (await monitors.remove(found))).toBe(true)
    expect(await monitors.find('inbox')).toBeUndefined()
  })

  test.each<[string, Typed]>([
    ['changes a field', { note: { S: 'theirs' } }],
    ['adds one', { note: { S: 'ours' }, pausedUntil: { S: '2026-12-01T00:00:00Z' } }],
    ['takes one away', {}],
  ])('is left to whoever %s after it was read for a write', async (_what, theirs) => {
    await typeIn({ note: { S: 'ours' } })
    const found = await monitors.find('inbox')
    for (const write of [
      (store: MonitorStore) => store.put(row({ revision: 1 }), found),
      (store: MonitorStore) => found && store.remove(found),
    ]) {
      await typeIn({ note: { S: 'ours' } })
      const send = database.client.send.bind(database.client)
      const meanwhile = Object.assign(Object.create(database.client) as typeof database.client, {
        async send(command: GetItemCommand) {
          const answer = await send(command)
          if (command instanceof GetItemCommand) await typeIn(theirs)
          return answer
        },
      })
      expect(await write(storeOver(meanwhile))).toBe(false)
      const { monitorId: _id, ...left } = (await monitors.find('inbox'))?.definition ?? {}
      expect(Object.keys(left)).toEqual(Object.keys(theirs))
    }
  })

  test('keeps another field that is typed in while somebody pauses it', async () => {
    await typeIn({ note: { S: 'as it was' } })
    const standing = await monitors.find('inbox')
    const send = database.client.send.bind(database.client) as (command: object) => Promise<unknown>
    const meanwhile = Object.assign(Object.create(database.client) as typeof database.client, {
      async send(command: GetItemCommand) {
        const answer = await send(command)
        if (command instanceof GetItemCommand) await typeIn({ note: { S: 'typed meanwhile' } })
        return answer
      },
    })
    if (!standing) throw new Error('expected a row')
    const definition = { ...standing.definition, pausedUntil: '2026-01-06T12:00:00Z' }
    const paused = { ...standing, revision: standing.revision + 1, definition }
    expect(await storeOver(meanwhile).put(paused, standing)).toBe(true)
    expect((await monitors.find('inbox'))?.definition).toMatchObject({
      note: 'typed meanwhile',
      pausedUntil: '2026-01-06T12:00:00Z',
    })
  })

  test.each(REVISIONS)('with revision $typed can be removed', async ({ typed, revision }) => {
    await typeIn(typed ? { revision: typed } : {})
    const found = { ...row(), managedBy: 'table', revision, definition: { monitorId: 'inbox' } } as const
    expect(await monitors.remove({ ...found, revision: revision + 1 })).toBe(false)
    expect(await monitors.remove(found)).toBe(true)
    expect(await monitors.find('inbox')).toBeUndefined()
  })

  test.each([
    { typed: { S: 'stack' }, managedBy: 'stack' },
    { typed: { S: 'Stack' }, managedBy: 'table' },
    { typed: { S: 'me' }, managedBy: 'table' },
    { typed: { N: '1' }, managedBy: 'table' },
  ])('managed by $typed is the $managedBy’s', async ({ typed, managedBy }) => {
    await typeIn({ managedBy: typed })
    expect(await monitors.find('inbox')).toMatchObject({ managedBy })
  })
})

test('a definition cannot pass for the row’s own marks', async () => {
  const definition = { monitorId: 'other', managedBy: 'table', revision: 99, writeId: 'x', name: 'Inbox' }
  await monitors.put(row({ definition }), undefined)
  expect(await monitors.find('inbox')).toEqual(row({ definition: { monitorId: 'inbox', name: 'Inbox' } }))
  expect(await monitors.find('other')).toBeUndefined()
})

test('a definition that the table cannot hold is refused with its path, and nothing is written', async () => {
  const definition = { mailbox: { since: new Date(0) } }
  await expect(monitors.put(row({ definition }), undefined)).rejects.toThrow(
    'mailbox.since: only plain objects',
  )
  const Key = { monitorId: { S: 'inbox' } }
  const { Item } = await database.client.send(
    new GetItemCommand({ TableName: database.tableNames.monitors, Key }),
  )
  expect(Item).toBeUndefined()
})
