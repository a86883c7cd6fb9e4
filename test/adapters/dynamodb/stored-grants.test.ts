import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { beforeEach, expect, test } from 'vitest'

import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { httpTokenEndpoint } from '../../../shared/adapters/oauth/token-endpoint.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { tokenReader } from '../../../shared/app/tokens/read-token.ts'
import { tokenRenewer } from '../../../shared/app/tokens/renew-token.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import { memorySecrets } from '../../support/memory/memory-secrets.ts'
import { tokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'
import { randomCases, longTest } from '../../support/thorough.ts'
import { OFFICE, OFFICE_GRANT, memoryTokens } from '../../support/worlds/renewal-world.ts'

const database = databaseForEach()
let store: RunStore

beforeEach(() => {
  const { client, tableNames } = database
  store = dynamoRunStore({ client, tableName: tableNames.results, clock: systemClock, ids: randomIds })
})

const Key = { monitorId: { S: `#grant#${OFFICE_GRANT}` }, sortKey: { S: 'grant' } }

/** Puts a grant, then changes its item behind the store's back. */
async function edit(change: Record<string, AttributeValue>) {
  await store.putGrant({ grant: OFFICE_GRANT, version: 1, failures: 3 })
  const TableName = database.tableNames.results
  const { Item } = await database.client.send(new GetItemCommand({ TableName, Key }))
  expect(Item).toBeDefined()
  await database.client.send(new PutItemCommand({ TableName, Item: { ...Item, ...change } }))
}

test('one that was damaged by hand begins anew, and can be put', async () => {
  await edit({ failures: { S: 'many' }, renewAt: { S: 'soon' } })
  const fresh = { grant: OFFICE_GRANT, version: 1, failures: 0 }
  expect(await store.findGrant(OFFICE_GRANT)).toEqual(fresh)
  expect(await store.putGrant({ ...fresh, version: 2 })).toBe(true)
})

test('one of a later version is not guessed at', async () => {
  await edit({ schemaVersion: { N: '2' } })
  await expect(store.findGrant(OFFICE_GRANT)).rejects.toThrow('schemaVersion: expected 1, got 2')
})

/** CI has 200 ask, as the processes of as many runs would. */
const RENEWERS = randomCases(20, 6)

longTest('who ask at once, ten through each of many renewers, make one request at the endpoint', async () => {
  const issuer = await tokenIssuer()
  const kept = memoryTokens()
  const ports = {
    clock: systemClock,
    grants: memorySecrets(() => issuer.grants.app),
    kept,
    states: store,
    endpoint: httpTokenEndpoint({ now: systemClock.now }),
  }
  const readers = Array.from({ length: RENEWERS }, () =>
    tokenReader({
      kept,
      renewer: tokenRenewer(ports),
      clock: systemClock,
      nameOf: ({ name }) => name,
      howToSet: ({ name }) => name,
    }),
  )
  const never = new AbortController().signal
  const asking = readers.flatMap((reader) =>
    Array.from({ length: 10 }, () => reader.readToken(OFFICE, never)),
  )
  const readings = await Promise.all(asking)
  const values = new Set(readings.map((one) => (one.kind === 'found' ? one.value : one.kind)))
  expect([...values]).toEqual([...issuer.tokens.access.keys()])
  expect(issuer.requests).toHaveLength(1)
})
