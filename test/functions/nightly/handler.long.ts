import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Context } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { type NightlyPorts, nightlyHandler } from '../../../functions/nightly/handler.ts'
import { embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { dayOf } from '../../../shared/core/history/day.ts'
import { DAY, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts'

const YESTERDAY = '2026-01-05'
const MIDNIGHT = Date.parse(YESTERDAY)
/** What EventBridge sends for the rule of 00:30. */
const EVENT = {
  version: '0',
  id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '111122223333',
  time: '2026-01-06T00:30:00Z',
  region: 'eu-west-1',
  resources: ['arn:aws:events:eu-west-1:111122223333:rule/Roundtrip-NightlyRule'],
  detail: {},
}

interface World {
  clock: FakeClock
  monitors: MonitorStore
  runs: RunStore
  close(): Promise<void>
}

let world: World
const logged: string[] = []
const counted: object[] = []

beforeEach(async () => {
  const clock = fakeClock(Date.parse(EVENT.time))
  const database = await embeddedDynamoDb()
  const client = new DynamoDBClient(database.client)
  const { tableNames } = database
  logged.length = counted.length = 0
  world = {
    clock,
    monitors: dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds }),
    runs: dynamoRunStore({ client, tableName: tableNames.results, clock, ids: randomIds }),
    async close() {
      client.destroy()
      await database.close()
    },
  }
})
afterEach(() => world.close())

/** Rows in the table, each with one result of yesterday. */
async function monitorsWithRuns(...monitorIds: string[]): Promise<void> {
  for (const monitorId of monitorIds) {
    await world.monitors.put({ monitorId, managedBy: 'table', revision: 1, definition: {} }, undefined)
    await world.runs.putResult(lostResult({ monitorId, scheduledAt: MIDNIGHT }))
  }
}

function invoke(event: unknown = EVENT, ports: Partial<NightlyPorts> = {}, remainingMs = 900 * SECOND) {
  const log = jsonLog({ write: (line) => logged.push(line) })
  const metrics = { write: (counts: object) => void counted.push(counts) }
  const handler = nightlyHandler({ ports: { ...world, ...ports }, log, metrics })
  return handler(event, { getRemainingTimeInMillis: () => remainingMs } as Context)
}

async function daysMade(day = YESTERDAY): Promise<string[]> {
  const rows = await world.monitors.list()
  const found = await Promise.all(rows.map(({ monitorId }) => world.runs.findDays(monitorId, day, day)))
  return found.flat().map(({ monitorId }) => monitorId)
}

/** What is thrown, and its causes. */
async function failureOf(invocation: Promise<unknown>): Promise<AggregateError> {
  const error = await invocation.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AggregateError) return error
  throw new Error('expected it to fail', { cause: error })
}

describe('the event of the rule', () => {
  test('makes the day before its own time of every monitor in the table, and says how many', async () => {
    await monitorsWithRuns('a', 'b')
    const late = deliveredResult({ monitorId: 'b', scheduledAt: MIDNIGHT + DAY - MINUTE })
    await world.runs.putResult(late)
    await world.runs.putResult(deliveredResult({ monitorId: 'b', scheduledAt: MIDNIGHT + DAY }))
    await world.monitors.put({ monitorId: 'new', managedBy: 'stack', revision: 1, definition: {} }, undefined)

    const summary = { day: YESTERDAY, rebuilt: 2, kept: 0, empty: 1, failed: 0, left: 0 }
    expect(await invoke()).toEqual(summary)
    expect(await world.runs.findDays('b', '2026-01-01', '2026-12-31')).toEqual([
      dayOf('b', YESTERDAY, [lostResult({ monitorId: 'b', scheduledAt: MIDNIGHT }), late]),
    ])
    expect((await daysMade()).sort()).toEqual(['a', 'b'])
    const summaries = await world.runs.findSummaries(['a', 'b', 'new'])
    expect([...summaries.values()].map(({ lastDay }) => lastDay)).toEqual([YESTERDAY, YESTERDAY])
    expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual([
      { level: 'INFO', message: 'days made', ...summary },
    ])
    expect(world.clock.pendingTimers).toBe(0)
  })

  test('makes the same day again however late it comes', async () => {
    await monitorsWithRuns('a')
    await invoke()
    const [before] = await world.runs.findDays('a', YESTERDAY, YESTERDAY)
    await world.clock.advance(DAY)
    expect(await invoke()).toMatchObject({ day: YESTERDAY, rebuilt: 1 })
    expect(await world.runs.findDays('a', YESTERDAY, YESTERDAY)).toEqual([{ ...before, version: 2 }])
  })

  test('fails when a day could not be made, so that it is sent again, and makes all the others', async () => {
    await monitorsWithRuns('a', 'b', 'c')
    const runs: RunStore = {
      ...world.runs,
      resultsOfDay: (monitorId, day) =>
        monitorId === 'b' ? Promise.reject(new Error('throttled')) : world.runs.resultsOfDay(monitorId, day),
    }
    const error = await failureOf(invoke(EVENT, { runs }))
    expect(error.message).toBe("of 3 monitors' days 2026-01-05: 1 could not be made")
    expect(error.errors).toMatchObject([{ cause: { message: 'throttled' } }])
    expect((await daysMade()).sort()).toEqual(['a', 'c'])
    expect(JSON.parse(logged.at(-1) ?? '')).toMatchObject({
      level: 'ERROR',
      message: 'days not made',
      error: expect.stringMatching(/of b could not be made < Error: throttled$/) as unknown,
    })

    expect(await invoke()).toMatchObject({ rebuilt: 3, failed: 0 })
  })

  test('tells ten causes at most when the table cannot be reached', async () => {
    await monitorsWithRuns(...Array.from({ length: 12 }, (_, i) => `m-${String(i)}`))
    const runs = { ...world.runs, resultsOfDay: () => Promise.reject(new Error('away')) }
    const error = await failureOf(invoke(EVENT, { runs }))
    expect(error.message).toContain('12 could not be made')
    expect(error.errors).toHaveLength(10)
  })

  test('stops 30 s before its time is up, and says how many are left and how to go on', async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `m-${String(i).padStart(2, '0')}`)
    await monitorsWithRuns(...ids)
    const runs: RunStore = {
      ...world.runs,
      async resultsOfDay(monitorId, day) {
        if (monitorId === 'm-11') await world.clock.advance(MINUTE)
        return world.runs.resultsOfDay(monitorId, day)
      },
    }
    const error = await failureOf(invoke(EVENT, { runs }, 90 * SECOND))
    const [, left, rest] =
      /^of 20 monitors' days 2026-01-05: time was up with (\d+) left; to go on, .* with (\{.*\})$/.exec(
        error.message,
      ) ?? []
    const made = (await daysMade()).sort()
    expect(made).toEqual(ids.slice(0, 20 - Number(left)))
    expect(made.length).toBeGreaterThanOrEqual(12)
    expect(made.length).toBeLessThan(20)

    const event = JSON.parse(rest ?? '') as unknown
    expect(event).toEqual({ day: YESTERDAY, after: made.at(-1) })
    expect(await invoke(event)).toMatchObject({ rebuilt: Number(left), left: 0 })
    expect((await daysMade()).sort()).toEqual(ids)
  })

  test('goes on from where it began when there was no time at all', async () => {
    await monitorsWithRuns('a', 'b')
    const stopped = { ...world.clock, after: (_: number, action: () => void) => (action(), () => undefined) }
    const first = await failureOf(invoke(EVENT, { clock: stopped }))
    expect(first.message).toContain('2 left; to go on, invoke this function with {"day":"2026-01-05"}')
    const second = await failureOf(invoke({ day: YESTERDAY, after: 'a' }, { clock: stopped }))
    expect(second.message).toContain(
      '1 left; to go on, invoke this function with {"day":"2026-01-05","after":"a"}',
    )
  })
})

describe('passwords without hosts', () => {
  const bare = (monitorId: string, scheduledAt = MIDNIGHT + MINUTE) =>
    world.runs.putResult(deliveredResult({ monitorId, scheduledAt, warnings: ['secret-for-any-host'] }))

  test('are counted for an alarm each night, and the log names their monitors', async () => {
    await monitorsWithRuns('a', 'b', 'c')
    await bare('c')
    await bare('a')
    await invoke()
    expect(counted).toEqual([{ SecretsForAnyHost: 2 }])
    expect(logged.map((line) => JSON.parse(line) as unknown)).toContainEqual({
      level: 'INFO',
      message: 'passwords without hosts',
      monitors: 2,
      named: 'a, c',
    })
  })

  test('that there are none ends the alarm, where all days were made', async () => {
    await monitorsWithRuns('a')
    const failing = { ...world.runs, putDay: () => Promise.reject(new Error('throttled')) }
    await failureOf(invoke(EVENT, { runs: failing }))
    expect(counted).toEqual([])
    await invoke()
    expect(counted).toEqual([{ SecretsForAnyHost: 0 }])
  })

  test('of another day, or of a part of the monitors, end none', async () => {
    await monitorsWithRuns('a', 'b')
    await bare('a', MIDNIGHT - DAY)
    await invoke({ day: '2026-01-04' })
    await invoke({ day: YESTERDAY, after: 'a' })
    expect(counted).toEqual([])
  })
})

describe("an operator's event", () => {
  test('makes the day that it names', async () => {
    await monitorsWithRuns('a')
    await world.runs.putResult(deliveredResult({ monitorId: 'a', scheduledAt: MIDNIGHT - 30 * DAY }))
    expect(await invoke({ day: '2025-12-06' })).toMatchObject({ day: '2025-12-06', rebuilt: 1 })
    expect(await daysMade('2025-12-06')).toEqual(['a'])
    expect(await daysMade()).toEqual([])
  })

  test.each([
    ['no object', 'now', /expected/],
    ['nothing', {}, /day: expected, but missing/],
    ['a day that there is not', { day: '2026-02-29' }, /day: expected a day, as 2026-01-05/],
    ['a number for a day', { day: 20260105 }, /day: expected a day, as 2026-01-05/],
    ['a field of another name', { day: YESTERDAY, monitor: 'a' }, /monitor: there is no such field/],
    ['an id that is none', { day: YESTERDAY, after: 7 }, /after: expected a monitor id/],
    ['a time that is none', { ...EVENT, time: 'midnight' }, /time: expected an instant in ISO 8601/],
  ])('that is %j is refused with what is wrong, and nothing is made', async (_, event, mistake) => {
    await monitorsWithRuns('a')
    const refusal = expect(invoke(event)).rejects
    await refusal.toThrow(/^not an event of the nightly function: .*expected .* \{ "day": "2026-01-05" \}$/)
    await expect(invoke(event)).rejects.toThrow(mistake)
    expect(await daysMade()).toEqual([])
  })
})
