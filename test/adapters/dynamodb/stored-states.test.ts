import { GetItemCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import * as v from 'valibot'
import { beforeEach, describe, expect, test } from 'vitest'

import { packedState } from '../../../shared/adapters/dynamodb/items/state-packing.ts'
import { monitorState as stateShape } from '../../../shared/adapters/dynamodb/items/state-shapes.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { DEFAULT_POLICIES } from '../../../shared/core/definition/policies.ts'
import { epochHourOf } from '../../../shared/core/history/hour-counts.ts'
import { emptyState, evaluate, stateDueAt } from '../../../shared/core/judging/evaluate.ts'
import { contentId } from '../../../shared/core/identity/content-id.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, monitorState, owedAlert } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { sizeOf } from '../../support/aws/item-size.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import { longTest } from '../../support/thorough.ts'

const KB = 1024
const clock = fakeClock()
const database = databaseForEach()
let store: RunStore

beforeEach(() => {
  const { client, tableNames } = database
  store = dynamoRunStore({ client, tableName: tableNames.results, clock, ids: randomIds })
})

const key = (monitorId: string) => ({ monitorId: { S: monitorId }, sortKey: { S: 'state' } })

async function stored(monitorId = 'inbox'): Promise<Record<string, AttributeValue>> {
  const TableName = database.tableNames.results
  const { Item } = await database.client.send(new GetItemCommand({ TableName, Key: key(monitorId) }))
  return Item ?? {}
}

/** Two days of good runs, every 5 minutes at each of these locations. */
function goodState(...locations: string[]) {
  const criteria = { policies: DEFAULT_POLICIES, rhythm: { timeoutSeconds: 60, intervalMinutes: 5 } }
  const times = Array.from({ length: 580 }, (_, run) => NOON + run * 5 * MINUTE)
  const results = times.flatMap((scheduledAt) =>
    locations.map((location) => deliveredResult({ location, scheduledAt, roundTripMs: 1234.5 })),
  )
  return { ...evaluate(emptyState('inbox'), results, criteria), version: 1 }
}

describe('the state of a good monitor', () => {
  test.each([[['us-east-1']], [['us-east-1', 'eu-west-1']]])(
    'at %j, with its last 48 hours and runs, fits into one write unit (1 KB)',
    async (locations) => {
      const state = goodState(...locations)
      await store.putState(state, stateDueAt(state))
      expect(sizeOf(await stored())).toBeLessThan(KB)
      expect(await store.findState('inbox')).toEqual(state)
    },
  )

  test('with 20 alerts told, and a longer name, fits as well', async () => {
    const toldIds = Array.from({ length: 20 }, (_, index) => contentId(String(index)))
    const state = { ...goodState('ap-southeast-1'), monitorId: 'customer-service-frankfurt', toldIds }
    await store.putState(state, stateDueAt(state))
    expect(sizeOf(await stored(state.monitorId))).toBeLessThan(KB)
    expect(await store.findState(state.monitorId)).toEqual(state)
  })

  test('shows its hours as text that can be read', async () => {
    const state = goodState('us-east-1')
    await store.putState(state, undefined)
    const first = epochHourOf(NOON + 579 * 5 * MINUTE) - 47
    expect((await stored()).recentHours).toEqual({ S: `${String(first)} 12*47 4` })
  })
})

const count = fc.integer({ min: 1, max: 5000 })
const counts = fc.record(
  { ok: count, slow: count, failed: count, inconclusive: count, maintenance: count },
  { requiredKeys: [] },
)
const someHour = fc.integer({ min: 490_000, max: 490_047 })

test('whatever the hours were, they are read back as they were put', () => {
  fc.assert(
    fc.property(fc.dictionary(someHour.map(String), counts), (hours) => {
      const kept = Object.entries(hours).filter(([, one]) => Object.keys(one).length > 0)
      const recentHours: Record<string, object> = Object.fromEntries(kept)
      const state = monitorState({ recentHours })
      expect(v.parse(stateShape, packedState(state))).toEqual(state)
    }),
  )
})

const ids = fc.array(fc.oneof(fc.stringMatching(/^[\da-f]{20}$/), fc.stringMatching(/^alert-\d$/)))

test('whatever alerts were told, their ids are read back as they were put', () => {
  fc.assert(
    fc.property(ids, (toldIds) => {
      const state = monitorState({ toldIds })
      expect(v.parse(stateShape, packedState(state))).toEqual(state)
    }),
  )
})

test('ids of alerts that were stored one by one are read, and so are those that an earlier version added', () => {
  const [first, second, third] = ['1', '2', '3'].map((one) => contentId(one)) as [string, string, string]
  const { toldIds: packed } = packedState(monitorState({ toldIds: [first, second] }))
  expect(packed).toHaveLength(1)
  const toldIds = [...(packed as string[]), third]
  expect(v.parse(stateShape, { ...packedState(monitorState()), toldIds }).toldIds).toEqual([
    first,
    second,
    third,
  ])
  const alone = { ...packedState(monitorState()), toldIds: [first, second] }
  expect(v.parse(stateShape, alone).toldIds).toEqual([first, second])
})

test.each(['x', '490272 ', '490272 1X2', '490272 1*100', `490272${' 1'.repeat(2000)}`])(
  'hours that are none, as %j, are told',
  (recentHours) => {
    const parsed = v.safeParse(stateShape, { ...packedState(monitorState()), recentHours })
    expect(parsed.success).toBe(false)
  },
)

describe('many states read at once', () => {
  longTest('are all that there are, each once, one that cannot be read as nothing', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `m-${String(index)}`)
    for (const monitorId of ids.slice(0, 205)) {
      await store.putState({ ...emptyState(monitorId), version: 1 }, undefined)
    }
    const Item = { ...(await stored('m-7')), owed: { NULL: true } }
    await database.client.send(new PutItemCommand({ TableName: database.tableNames.results, Item }))
    const found = await store.findStates([...ids, ...ids])
    expect([...found.keys()].sort()).toEqual(ids.slice(0, 205).sort())
    expect(ids.slice(0, 205).filter((id) => !found.get(id))).toEqual(['m-7'])
    expect(found.get('m-0')).toEqual({ ...emptyState('m-0'), version: 1 })
  })

  longTest('are asked again where an answer has no room for all of them', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const owed = Array.from({ length: 250 }, () => owedAlert())
    for (const monitorId of ids) await store.putState(monitorState({ monitorId, owed }), undefined)
    const found = await clock.runUntil(store.findStates(ids))
    expect([...found.keys()].sort()).toEqual(ids)
  })

  test('that DynamoDB never answers are an error after gaps that double', async () => {
    let asked = 0
    database.client.middlewareStack.add(
      () => (args) => {
        asked += 1
        const { RequestItems: UnprocessedKeys } = args.input as { RequestItems: object }
        return Promise.resolve({ response: {}, output: { $metadata: {}, Responses: {}, UnprocessedKeys } })
      },
      { step: 'initialize', name: 'throttled' },
    )
    const before = clock.monotonicMs()
    await expect(clock.runUntil(store.findStates(['a', 'b']))).rejects.toThrow(
      'DynamoDB BatchGetItem: 2 items are not answered',
    )
    expect(asked).toBe(8)
    expect(clock.monotonicMs() - before).toBe(50 + 100 + 200 + 400 + 800 + 1600 + 3200)
  })
})

test('a state that stands in the due index before it is due is read so', async () => {
  const state = monitorState({ filedAt: NOON + MINUTE })
  await store.putState(state, NOON + MINUTE)
  expect(await store.findState('inbox')).toEqual(state)
})

/** As it was stored before states held the last hours and runs, and before what is empty was left out. */
test('a state of before is read, with no hours and no last runs', async () => {
  const { recentHours: _hours, lastRuns: _runs, lastGood: _good, ...before } = monitorState()
  await store.putState(monitorState(), undefined)
  const { recentHours, lastRuns, lastGood, ...Item } = await stored()
  expect([recentHours, lastRuns, lastGood]).not.toContain(undefined)
  const empties = Object.fromEntries(['awaitsRecheck', 'toldSlow', 'silent'].map((name) => [name, { M: {} }]))
  await database.client.send(
    new PutItemCommand({ TableName: database.tableNames.results, Item: { ...Item, ...empties } }),
  )
  expect(await store.findState('inbox')).toEqual({
    ...before,
    awaitsRecheck: {},
    toldSlow: {},
    silent: {},
    recentHours: {},
    lastRuns: {},
    lastGood: {},
  })
})
