import { GetItemCommand, QueryCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'

import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { type DayItem, dayOf } from '../../../shared/core/history/day.ts'
import { roundTripTimes } from '../../../shared/core/history/round-trip-times.ts'
import { daysBefore } from '../../../shared/core/time/iso-day.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { REASONS, REASON_STATUS } from '../../../shared/core/run/statuses.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { sizeOf } from '../../support/aws/item-size.ts'
import { databaseForEach } from '../../support/aws/opened-database.ts'
import { longTest } from '../../support/thorough.ts'

const THE_DAY = '2026-01-05'
const MIDNIGHT = Date.parse(THE_DAY)
/** Where DynamoDB starts the next unit of a write. */
const KB = 1024

const database = databaseForEach()
let store: RunStore

beforeEach(() => {
  const tableName = database.tableNames.results
  store = dynamoRunStore({ client: database.client, tableName, clock: fakeClock(), ids: randomIds })
})

const Key = { monitorId: { S: 'inbox' }, sortKey: { S: `day#${THE_DAY}` } }

async function stored(day: DayItem): Promise<Record<string, AttributeValue>> {
  await store.putDay(day)
  const { Item } = await database.client.send(
    new GetItemCommand({ TableName: database.tableNames.results, Key }),
  )
  return Item ?? {}
}

/**
 * A round-trip time for each run of a day, spread evenly over the logarithms between the two; always the
 * same.
 */
function spread(from: number, to: number, run: number): number {
  const part = (run * 0.618_033_988_75) % 1
  return from * (to / from) ** part
}

function everyMinutes(minutes: number, result: (run: number, scheduledAt: number) => RunResult): RunResult[] {
  return Array.from({ length: DAY / MINUTE / minutes }, (_, run) =>
    result(run, MIDNIGHT + run * minutes * MINUTE),
  )
}

/** 144 runs at one location, of which one in 72 fails: what most monitors have. */
const usual = everyMinutes(10, (run, scheduledAt) =>
  run % 72 === 71
    ? lostResult({ scheduledAt })
    : deliveredResult({ scheduledAt, roundTripMs: spread(1500, 6000, run) }),
)

/**
 * 7,200 runs at five locations, of every reason in turn, each failure re-checked, from the fastest to the
 * slowest.
 */
const worst = ['ap-southeast-2', 'ap-northeast-1', 'eu-central-1', 'us-east-1', 'us-west-2'].flatMap(
  (location) =>
    everyMinutes(1, (run, scheduledAt) => {
      const reason = run % 2 === 0 ? undefined : REASONS[((run - 1) / 2) % REASONS.length]
      if (!reason) return deliveredResult({ location, scheduledAt, roundTripMs: spread(5, 400_000, run) })
      const lateArrival = { seenAt: scheduledAt, delayMs: 1 }
      return lostResult({ location, scheduledAt, reason, status: REASON_STATUS[reason], lateArrival })
    }),
)
const rechecks = worst
  .filter(({ status }) => status !== 0)
  .map(({ location, scheduledAt, status }) =>
    lostResult({ location, scheduledAt, status, trigger: 'recheck' }),
  )

describe('what is stored', () => {
  test('lies under day#, never expires, is in no index and carries the schema version', async () => {
    const item = await stored(dayOf('inbox', THE_DAY, usual))
    expect(Object.keys(item).sort()).toEqual([
      'locations',
      'monitorId',
      'phases',
      'schemaVersion',
      'sortKey',
      'version',
      'writeId',
    ])
    expect(item.schemaVersion).toEqual({ N: '1' })
  })

  test('can be read as it is, without what is empty', async () => {
    const results = [
      deliveredResult({ roundTripMs: 1000 }),
      deliveredResult({ scheduledAt: NOON + MINUTE, roundTripMs: 1001 }),
      deliveredResult({ scheduledAt: NOON + 2 * MINUTE, roundTripMs: 12 }),
      lostResult({ location: 'eu-west-1', warnings: [], phases: { smtp: { connect: 12.4 }, mailbox: {} } }),
    ]
    const item = await stored(dayOf('inbox', THE_DAY, results))
    const roundTripMs = { S: '12 1001 2013 2 25:2' }
    const reasons = { M: { 'message-not-delivered': { N: '1' } } }
    expect(item.locations).toEqual({
      M: {
        local: { M: { 12: { M: { runs: { M: { 0: { N: '3' } } }, roundTripMs } } } },
        'eu-west-1': { M: { 12: { M: { runs: { M: { 2: { N: '1' } } }, lost: { N: '1' }, reasons } } } },
      },
    })
    expect(item.phases?.M?.['eu-west-1']).toEqual({ M: { 'smtp.connect': { S: '1 12 12' } } })
    expect(item.phases?.M?.local?.M?.transit).toEqual({ S: '3 3603 1201' })
  })

  test('of a usual day, 144 runs at one location, is at most 2.25 KB', async () => {
    expect(usual).toHaveLength(144)
    const size = sizeOf(await stored(dayOf('inbox', THE_DAY, usual)))
    expect(size).toBeLessThan(2.25 * KB)
  })

  longTest('of a year of usual days reads in one answer, for at most 206 units (4 KB each)', async () => {
    const year = Array.from({ length: 365 }, (_, i) => daysBefore(THE_DAY, i))
    const one = dayOf('inbox', THE_DAY, usual)
    for (const day of year) await store.putDay({ ...one, day })
    const { ConsumedCapacity, LastEvaluatedKey } = await database.client.send(
      new QueryCommand({
        TableName: database.tableNames.results,
        KeyConditionExpression: '#monitorId = :id AND #sortKey BETWEEN :day AND :after',
        ExpressionAttributeNames: { '#monitorId': 'monitorId', '#sortKey': 'sortKey' },
        ExpressionAttributeValues: { ':id': { S: 'inbox' }, ':day': { S: 'day#' }, ':after': { S: 'day$' } },
        ConsistentRead: true,
        ReturnConsumedCapacity: 'TOTAL',
      }),
    )
    expect(LastEvaluatedKey).toBeUndefined()
    expect(ConsumedCapacity?.CapacityUnits).toBeLessThanOrEqual(206)
    expect(await store.findDays('inbox', '2025-01-06', THE_DAY)).toHaveLength(365)
  })

  longTest(
    'of the worst, 7,200 runs and as many failures as not at five locations, is at most 110 KB',
    async () => {
      expect(worst).toHaveLength(7200)
      const size = sizeOf(await stored(dayOf('inbox', THE_DAY, [...worst, ...rechecks])))
      expect(size).toBeLessThan(110 * KB)
    },
  )
})

describe('a stored day that does not fit', () => {
  const path = ['locations', 'local', '12']
  test.each([
    { kind: 'of a later schema', at: ['schemaVersion'], value: { N: '2' } },
    { kind: 'without locations', at: ['locations'], value: { NULL: true } },
    { kind: 'of an hour that there is none of', at: ['locations', 'local', '24'], value: { M: {} } },
    { kind: 'with a status that is none', at: [...path, 'runs', '7.5'], value: { N: '1' } },
    { kind: 'with a count that is none', at: [...path, 'runs', '0'], value: { N: '-1' } },
    {
      kind: 'with round trips that are none',
      at: [...path, 'roundTripMs'],
      value: { S: '12 1001 2013 2 x' },
    },
    {
      kind: 'with a reason that is no word',
      at: [...path, 'reasons'],
      value: { M: { 'Odd one': { N: '1' } } },
    },
    {
      kind: 'with phases that are none',
      at: ['phases', 'local', 'transit'],
      value: { S: '3 3603' },
    },
  ] as const)('$kind is left out, and those beside it are found', async ({ at, value }) => {
    const good = dayOf('inbox', '2026-01-06', usual)
    await store.putDay(good)
    await store.putDay(dayOf('inbox', THE_DAY, usual))
    const TableName = database.tableNames.results
    const { Item } = await database.client.send(new GetItemCommand({ TableName, Key }))
    const Changed = withValue(Item ?? {}, at, value)
    await database.client.send(new PutItemCommand({ TableName, Item: Changed }))
    expect(await store.findDays('inbox', THE_DAY, '2026-01-06')).toEqual([good])
  })
})

describe('a day of before', () => {
  const former = {
    ...Key,
    schemaVersion: { N: '1' },
    locations: {
      M: {
        local: {
          M: {
            12: {
              M: {
                runs: { M: { 0: { N: '3' }, 2: { N: '1' } } },
                lost: { N: '1' },
                roundTripMs: {
                  M: { min: { N: '12' }, max: { N: '1001' }, sum: { N: '2013' }, buckets: { S: '2 25:2' } },
                },
              },
            },
          },
        },
      },
    },
  } as const

  beforeEach(async () => {
    const TableName = database.tableNames.results
    await database.client.send(new PutItemCommand({ TableName, Item: former }))
  })

  test('is read with what it has', async () => {
    const roundTripMs = roundTripTimes([1000, 1001, 12])
    const tally = { runs: { 0: 3, 2: 1 }, rechecks: {}, maintenance: 0, lost: 1, late: 0, roundTripMs }
    expect(await store.findDays('inbox', THE_DAY, THE_DAY)).toEqual([
      { monitorId: 'inbox', day: THE_DAY, version: 0, locations: { local: { 12: tally } }, phases: {} },
    ])
  })

  test('is made again as the first version', async () => {
    const made = dayOf('inbox', THE_DAY, usual)
    expect(await store.putDay({ ...made, version: 2 })).toBe(false)
    expect(await store.putDay(made)).toBe(true)
    expect(await store.putDay(made)).toBe(false)
    expect(await store.findDays('inbox', THE_DAY, THE_DAY)).toEqual([made])
  })
})

function withValue(
  item: Record<string, AttributeValue>,
  [name = '', ...rest]: readonly string[],
  value: AttributeValue,
): Record<string, AttributeValue> {
  return { ...item, [name]: rest.length === 0 ? value : { M: withValue(item[name]?.M ?? {}, rest, value) } }
}
