import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Context } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { deadLettersHandler } from '../../../functions/dead-letters/handler.ts'
import { jsonLog } from '../../../functions/runtime/json-log.ts'
import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import type { AbandonPorts } from '../../../shared/app/run/abandon-run.ts'
import type { AlertMessage } from '../../../shared/core/wording/alert-message.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'
import { LOCATION, type QueueRecord, STACK, letter, ofLambda, ofRule, ofSchedule } from './letters.ts'

const clock = fakeClock()
const published: AlertMessage[] = []
const counts: object[] = []
const lines: string[] = []
let database: EmbeddedDynamoDb
let ports: AbandonPorts
/** The time of the run that is given up; later in each test, so that each has its own. */
let at = clock.now()

beforeAll(async () => {
  database = await embeddedDynamoDb()
  const { monitors, results } = database.tableNames
  const client = new DynamoDBClient(database.client)
  const ids = randomIds
  ports = {
    clock,
    ids,
    runs: dynamoRunStore({ client, tableName: results, clock, ids }),
    monitors: dynamoMonitorStore({ client, tableName: monitors, ids }),
    publisher: { publish: (message) => Promise.resolve({ messageId: String(published.push(message)) }) },
    definitionSource: 'table',
  }
  for (const monitorId of ['inbox', 'outbox', 'throttled', 'unheard']) {
    const definition = { ...DEFINITION, monitorId }
    await ports.monitors.put({ monitorId, managedBy: 'stack', revision: 1, definition }, undefined)
  }
})
afterAll(() => database.close())
beforeEach(async () => {
  published.length = 0
  lines.length = 0
  at += DAY
  await clock.advance(at + 6 * MINUTE - clock.now())
})

async function deliver(records: unknown[], changed: Partial<AbandonPorts> = {}): Promise<string[]> {
  const log = jsonLog({ write: (line) => lines.push(line) })
  const handler = deadLettersHandler({
    ports: { ...ports, ...changed },
    log,
    metrics: { write: (more) => void counts.push(more) },
    location: LOCATION,
    stackName: STACK,
  })
  const { batchItemFailures } = await handler({ Records: records }, {} as Context)
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
}

function resultsOf(monitorId: string): Promise<RunResult[]> {
  return ports.runs.resultsOfDay(monitorId, isoDayOf(at))
}

const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

test.each([
  ["Lambda's", ofLambda],
  ["a rule's", ofRule],
  ["a schedule's", ofSchedule],
])('%s letter becomes an inconclusive result of its monitor, once', async (_, letterOf) => {
  const about = { monitorId: 'outbox', at }
  expect(await deliver([letterOf(about)])).toEqual([])
  expect(await deliver([letterOf(about)])).toEqual([])
  expect(await resultsOf('outbox')).toMatchObject([
    { scheduledAt: at, status: 90, reason: 'run-not-started', trigger: 'schedule', location: LOCATION },
  ])
  expect(logged()).toMatchObject([
    { level: 'INFO', message: 'dead letter handled', kind: 'recorded', monitorId: 'outbox', fresh: 'yes' },
    { kind: 'recorded', reason: 'run-not-started', fresh: 'no' },
  ])
})

test('three runs in a row, in one batch and out of order, raise one alert', async () => {
  const records = [2, 0, 1].map((n) =>
    ofRule({ monitorId: 'throttled', at: at + n * MINUTE, messageId: `m${String(n)}` }),
  )
  expect(await deliver(records)).toEqual([])
  expect(await resultsOf('throttled')).toHaveLength(3)
  expect(published.map(({ attributes }) => [attributes.monitorId, attributes.reason])).toEqual([
    ['throttled', 'run-not-started'],
  ])
  expect(published[0]?.text).toContain('EventBridge gave up: NO_PERMISSIONS')
})

describe('one letter that fails holds up no other', () => {
  const good = () => ofSchedule({ at, messageId: 'good' })
  test.each<[string, () => QueueRecord]>([
    ['no JSON', () => letter({ at, messageId: 'bad' }, 'hello', {})],
    ['300 KB of noise', () => letter({ at, messageId: 'bad' }, '\u001b'.repeat(300_000), {})],
    ["another stack's rule", () => ofRule({ at, messageId: 'bad' }, 'Other')],
    ['another location', () => ofLambda({ at, messageId: 'bad' }, { location: 'us-east-1' })],
    ['a time to come', () => ofLambda({ at: at + DAY, messageId: 'bad' })],
    ['no SQS record', () => ({ messageId: 'bad' }) as QueueRecord],
  ])('%s', async (_, bad) => {
    expect(await deliver([bad(), good()])).toEqual(['bad'])
    expect(await resultsOf('inbox')).toHaveLength(1)
    const [failure] = logged().filter(({ level }) => level === 'ERROR')
    expect(failure).toMatchObject({ message: 'dead letter not handled', messageId: 'bad' })
    for (const line of lines) expect(line).toMatch(/^[ -~]{1,600}\n$/)
  })

  test('a store that refuses one monitor', async () => {
    const runs: AbandonPorts['runs'] = {
      ...ports.runs,
      claim: (open) =>
        open.monitorId === 'outbox' ? Promise.reject(new Error('throttled')) : ports.runs.claim(open),
    }
    const bad = ofLambda({ monitorId: 'outbox', at, messageId: 'bad' })
    expect(await deliver([bad, good()], { runs })).toEqual(['bad'])
    expect(await deliver([bad])).toEqual([])
    expect(await resultsOf('outbox')).toHaveLength(1)
  })

  test('a table that cannot be listed, which only rules ask for', async () => {
    const monitors = { ...ports.monitors, list: () => Promise.reject(new Error('throttled')) }
    const bad = ofRule({ monitorId: 'outbox', at, messageId: 'bad' })
    expect(await deliver([bad, good()], { monitors })).toEqual(['bad'])
  })
})

test('a trial that nobody started is done with: who asked for it sees so, and nothing is stored', async () => {
  const trial = { trial: '0123456789abcdef0123', location: LOCATION, monitorId: undefined }
  expect(await deliver([ofLambda({ at, messageId: 'of-a-trial' }, trial)])).toEqual([])
  expect(lines.join()).toMatch(/"kind":"trial","messageId":"of-a-trial","trialId":"0123456789abcdef0123"/)
  expect(published).toEqual([])
})

test('letters of a monitor that is gone are done with, and nothing is stored', async () => {
  const gone = { monitorId: 'gone', at }
  expect(await deliver([ofLambda(gone), ofRule(gone), ofSchedule(gone)])).toEqual([])
  expect(await resultsOf('gone')).toEqual([])
  expect(logged().map(({ level, kind }) => `${String(level)} ${String(kind)}`)).toEqual(
    Array(3).fill('INFO no-monitor'),
  )
})

test('an alert that cannot be published fails its letter, and the next delivery publishes it', async () => {
  const records = [0, 1, 2].map((n) =>
    ofRule({ monitorId: 'unheard', at: at + n * MINUTE, messageId: `m${String(n)}` }),
  )
  const publisher = { publish: () => Promise.reject(new Error('SNS does not answer')) }
  expect(await deliver(records, { publisher })).toEqual(['m2'])
  expect(logged().at(-1)?.error).toContain('SNS does not answer')
  await clock.advance(6 * MINUTE)
  expect(await deliver(records.slice(2))).toEqual([])
  expect(published).toHaveLength(1)
})

test('what is no batch of SQS at all is an error', async () => {
  await expect(deliver('hello' as never)).rejects.toThrow()
  expect(logged()).toMatchObject([{ level: 'ERROR', message: 'dead letters not handled' }])
})
