import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, onTestFinished, test } from 'vitest'

import { startLocalMode } from '../../local/compose.ts'
import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { DAY } from '../../shared/core/time/units.ts'
import { dataFolder } from '../support/temporary-files.ts'
import { type FastClock, fastClock } from './fast-clock.ts'
import { heardConsole, idle } from './npm-start.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
/** A run's 10 s take 2 s. */
const SPEED = 5

/** The local mode with its real database and servers, and what it has said so far. */
async function started(folder: string, clock: FastClock, breaking = false) {
  const { said, outside } = heardConsole(clock)
  const mode = await startLocalMode({ break: breaking, dataDir: folder }, { ...outside, env: {} })
  const stop = async () => {
    await mode.runClock.stop()
    await mode.close()
  }
  onTestFinished(stop)
  return { said, idle: (nth: number) => idle(said, nth), stop }
}

test('--break: a success, then an alert, then the recovery', async () => {
  const clock = fastClock(NOON, SPEED)
  const { said, idle } = await started(await dataFolder(), clock, true)

  const first = await idle(1)
  expect(first).toMatch(/^\S+ {2}demo {2}OK {2}[\d.]+ m?s \(±[\d.]+ m?s\)\n/m)
  expect(first).toContain("the second run's message will be lost")
  expect(first).not.toContain('ALERT')

  clock.skip()
  const second = await idle(2)
  expect(second).toMatch(/demo {2}FAILED after \d+\.\d s: .* \(message-not-delivered\)\n$/)
  expect(second.match(/ALERT {2}/g)).toHaveLength(1)

  clock.skip()
  const third = await idle(3)
  expect(third).toMatch(/demo {2}OK .*, after 1 failed run\n/)
  expect(third.match(/ALERT {2}.*/g)).toEqual([expect.stringMatching(/recovered|resolved|OK|up/i)])
  expect(said.out).not.toContain('problem:')
})

test('started again within the minute it repeats no result, and goes on with the next', async () => {
  const folder = await dataFolder()
  const before = await started(folder, fastClock(NOON, 1))
  await before.idle(1)
  await before.stop()

  const clock = fastClock(NOON, 1)
  const after = await started(folder, clock)
  const first = await after.idle(1)
  expect(first).not.toMatch(/^\d\d:\d\d:\d\d /m)
  clock.skip()
  expect(await after.idle(2)).toMatch(/^\S+ {2}demo {2}OK/)
})

test('started again the next day, it makes the day of the runs before from their results', async () => {
  const folder = await dataFolder()
  const before = await started(folder, fastClock(NOON, 1))
  await before.idle(1)
  await before.stop()
  const after = await started(folder, fastClock(NOON + DAY, 1))
  await after.idle(1)
  await after.stop()

  const database = await embeddedDynamoDb({ path: folder })
  onTestFinished(database.close)
  const client = new DynamoDBClient(database.client)
  const { results: tableName } = database.tableNames
  const runs = dynamoRunStore({ client, tableName, clock: systemClock, ids: randomIds })
  const days = await runs.findDays('demo', '2026-01-01', '2026-01-31')
  expect(days).toMatchObject([{ day: '2026-01-05', locations: { local: { 12: { runs: { 0: 1 } } } } }])
  expect(after.said.out).not.toContain('problem:')
})
