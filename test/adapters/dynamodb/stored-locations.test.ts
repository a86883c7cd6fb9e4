import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { beforeEach, expect, test } from 'vitest'

import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import { registered } from '../../support/worlds/registered.ts'

const database = databaseForEach()
let store: RunStore

beforeEach(() => {
  const { client, tableNames } = database
  store = dynamoRunStore({ client, tableName: tableNames.results, clock: systemClock, ids: randomIds })
})

const ireland = registered('eu-west-1')
const berlin = registered('berlin', { region: 'eu-central-1', address: '192.0.2.7' })

async function stored(name: string): Promise<Record<string, AttributeValue>> {
  const Key = { monitorId: { S: '#locations' }, sortKey: { S: name } }
  const answer = await database.client.send(
    new GetItemCommand({ TableName: database.tableNames.results, Key }),
  )
  return answer.Item ?? {}
}

/** Puts both, then changes one item behind the store's back. */
async function edit(change: Record<string, AttributeValue>) {
  await store.putLocation(ireland)
  await store.putLocation(berlin)
  const Item = { ...(await stored('berlin')), ...change }
  await database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))
}

test('a location lies under #locations by its name, in no index, and does not expire', async () => {
  await store.putLocation(berlin)
  const { monitorId, sortKey, schemaVersion, dueShard, expiresAt } = await stored('berlin')
  expect({ monitorId, sortKey, schemaVersion, dueShard, expiresAt }).toEqual({
    monitorId: { S: '#locations' },
    sortKey: { S: 'berlin' },
    schemaVersion: { N: '1' },
  })
})

test('what a later version adds to it is let be', async () => {
  await edit({ capacity: { N: '12' }, probe: { M: { memory: { N: '512' } } } })
  expect(await store.registeredLocations()).toEqual([berlin, ireland])
})

test.each<[string, Record<string, AttributeValue>]>([
  ['of a shape that is not known', { schemaVersion: { N: '2' } }],
  ['of a kind that is no word', { kind: { S: 'An agent' } }],
  ['with a Region that is a host', { region: { S: 'evil.example/#' } }],
  ['with a function of another Region', { probeArn: { S: ireland.probeArn } }],
  ['with a queue of another Region', { unhandledArn: { S: ireland.unhandledArn } }],
  ['with a function that is a queue', { probeArn: { S: berlin.unhandledArn } }],
  ['without a role', { roleArn: { NULL: true } }],
  ['with a group that is a path', { groupName: { S: '../default' } }],
  ['with default locations that are a word', { defaultLocations: { S: 'home' } }],
  ['with an address that is a name', { address: { S: 'mail.example.com' } }],
  ['with a removal that is a word', { removed: { S: 'yes' } }],
])('one %s is as if it had not registered', async (_, change) => {
  await edit(change)
  expect(await store.registeredLocations()).toEqual([ireland])
})

test('one under a name that is none is left out', async () => {
  await edit({ sortKey: { S: 'Berlin!' } })
  expect(await store.registeredLocations()).toEqual([berlin, ireland])
})
