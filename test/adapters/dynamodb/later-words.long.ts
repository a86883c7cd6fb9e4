import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'

import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { NO_RUNS } from '../../../shared/core/history/tally.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { DAY, SECOND } from '../../../shared/core/time/units.ts'
import {
  NOON,
  deliveredResult,
  incident,
  logLine,
  lostResult,
  monitorState,
  openRun,
  toldAlert,
} from '../../contracts/run-fixtures.ts'
import { type Change, type Item, LATER, wordsIn } from '../../support/aws/words-in-item.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const database = databaseForEach()
let store: RunStore

beforeEach(() => {
  const { client, tableNames } = database
  store = dynamoRunStore({ client, tableName: tableNames.results, clock: fakeClock(), ids: randomIds })
})

const evidence = {
  side: 'mailbox',
  phase: 'auth',
  kind: 'refused',
  senderReason: 'sender-refused',
} as const
const tally = {
  ...NO_RUNS,
  runs: { 2: 1 },
  reasons: { 'message-not-delivered': 1 },
  warnings: { duplicate: 1 },
} as const
const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-1:123456789012:${name}`
const location = {
  name: 'eu-west-1',
  kind: 'region',
  region: 'eu-west-1',
  probeArn: arn('lambda', 'function:Roundtrip-eu-west-1-probe'),
  groupName: 'Roundtrip-eu-west-1',
  roleArn: 'arn:aws:iam::123456789012:role/Roundtrip-eu-west-1-schedules',
  deadLettersArn: arn('sqs', 'Roundtrip-eu-west-1-dead-letters'),
  unhandledArn: arn('sqs', 'Roundtrip-eu-west-1-unhandled'),
  version: '0.1.0',
  registeredAt: NOON,
} as const
const trial = {
  trialId: 'trial-1',
  location: 'local',
  definition: {},
  askedAt: NOON,
  stage: 'ended',
  result: deliveredResult(),
} as const
const window = { mode: 'pause', zone: 'UTC', start: '2026-01-05T10:00', durationMinutes: 60 } as const
const phase = { side: 'smtp', session: 0, phase: 'connect', state: 'ended', ms: 1 } as const

/** Each kind of item that holds words, how it is stored, and how it is read. */
const ITEMS: Record<string, { put: () => Promise<unknown>; read: () => Promise<unknown> }> = {
  'a result': {
    put: () => store.putResult(lostResult()),
    read: () => store.findResult(lostResult()),
  },
  'a run under way': { put: () => store.claim(openRun()), read: () => store.findOpen(openRun()) },
  'a state': {
    put: () => store.putState(monitorState(), undefined),
    read: () => store.findState('inbox'),
  },
  'an incident': {
    put: () => store.putIncident(incident()),
    read: async () => (await store.findIncidentsAt('inbox', NOON))[0],
  },
  'a told alert': {
    put: () => store.putTold(toldAlert()),
    read: async () => {
      for await (const told of store.findTold('inbox', { from: 0, before: NOON + DAY })) return told
      return undefined
    },
  },
  'a day': {
    put: () =>
      store.putDay({
        monitorId: 'inbox',
        day: '2026-01-05',
        version: 1,
        locations: { local: { 12: tally } },
        phases: {},
      }),
    read: async () => (await store.findDays('inbox', '2026-01-05', '2026-01-05'))[0],
  },
  'a refused login': {
    put: () =>
      store.putRefusedLogin({
        loginId: 'a-login',
        version: 1,
        refusals: 1,
        triedAt: NOON,
        refusedAt: NOON,
        tryAgainAt: NOON + SECOND,
        evidence,
      }),
    read: () => store.findRefusedLogin('a-login'),
  },
  'a location': {
    put: () => store.putLocation(location),
    read: async () => (await store.registeredLocations())[0],
  },
  'a trial': { put: () => store.putTrial(trial), read: () => store.findTrial(trial.trialId) },
  'the windows of tags': {
    put: () => store.putTagWindows({ version: 1, windows: [{ tag: 'a-tag', window }] }),
    read: async () => (await store.findTagWindows()).windows[0],
  },
  'an accepted definition': {
    put: () => store.putAccepted('inbox', { definition: {}, managedBy: 'table', acceptedAt: NOON }),
    read: () => store.findAccepted('inbox'),
  },
  'news of a run': {
    put: () => store.putLive(lostResult(), { number: 1, lines: [logLine('220 ready')], phases: [phase] }),
    read: async () => (await store.findLive(lostResult(), 0))[0],
  },
}

async function storedItem(): Promise<Item> {
  const TableName = database.tableNames.results
  const { Items = [] } = await database.client.send(new ScanCommand({ TableName }))
  return Items[0] ?? {}
}

const changed = (item: Item, changes: readonly Change[]): Item => {
  const copy = structuredClone(item)
  for (const change of changes) change(copy)
  return copy
}

describe.each(Object.entries(ITEMS))('of %s', (_, { put, read }) => {
  const keep = (Item: Item) =>
    database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))

  test('each word may be one that a later version coined', async () => {
    await put()
    const item = await storedItem()
    const changes = wordsIn(item)
    expect(changes.length).toBeGreaterThan(0)
    for (const change of changes) {
      await keep(changed(item, [change]))
      expect(await read()).toBeDefined()
    }
  })

  test('any number of them may be', async () => {
    await put()
    const item = await storedItem()
    const some = fc.subarray(wordsIn(item), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(some, async (changes) => {
        await keep(changed(item, changes))
        expect(await read()).toBeDefined()
      }),
      { numRuns: 20 },
    )
  })
})

async function resultWith(change: Item): Promise<RunResult | undefined> {
  await store.putResult(lostResult())
  const Item = { ...(await storedItem()), ...change }
  await database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))
  return store.findResult(lostResult())
}

test('a word that names something is kept as it is', async () => {
  const result = await resultWith({ reason: { S: LATER }, warnings: { L: [{ S: LATER }] } })
  expect(result).toMatchObject({ reason: LATER, warnings: [LATER] })
})

test('the kind of evidence is kept as it is, so that nobody is blamed for it', async () => {
  await ITEMS['a refused login']?.put()
  const { evidence: stored, ...item } = await storedItem()
  const Item = { ...item, evidence: { M: { ...stored?.M, kind: { S: LATER } } } }
  await database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))
  expect(await store.findRefusedLogin('a-login')).toMatchObject({ evidence: { ...evidence, kind: LATER } })
})

test.each([
  { status: '0', outcome: 'delivered' },
  { status: '7', outcome: 'failed' },
  { status: '90', outcome: 'inconclusive' },
])('an outcome that is not known is what its status $status says: $outcome', async ({ status, outcome }) => {
  expect(await resultWith({ status: { N: status }, outcome: { S: LATER } })).toMatchObject({ outcome })
})

test('a run of a trigger that is not known is judged for nothing', async () => {
  expect(await resultWith({ trigger: { S: LATER } })).toMatchObject({ trigger: 'on-demand' })
})

test('what is no word at all still does not fit', async () => {
  await expect(resultWith({ reason: { S: 'No <b>such</b> word' } })).rejects.toThrow('does not fit: reason')
})
