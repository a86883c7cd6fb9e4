import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { CannotStart } from '../../../local/cannot-start.ts'
import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { sweepExpired } from '../../../local/store/sweep-expired.ts'
import { dynamoMonitorStore } from '../../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../shared/adapters/random-ids.ts'
import { TABLES, type TableShape } from '../../../shared/core/aws/tables.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { row } from '../../contracts/monitor-store.ts'
import { NOON, incident, logLine, lostResult, monitorState, openRun } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { ROOT } from '../../support/project.ts'
import { longTest } from '../../support/thorough.ts'

const ENTRY = path.resolve(ROOT, 'local/store/embedded-dynamodb.ts')

let folder: string
let open: { close(): Promise<void> }[]

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'roundtrip-')), 'data')
  open = []
})

afterEach(async () => {
  for (const one of open.reverse()) await one.close()
  await rm(path.dirname(folder), { recursive: true, force: true })
})

async function start(options: { path?: string } = {}) {
  const database = await embeddedDynamoDb(options)
  const client = new DynamoDBClient(database.client)
  const clock = fakeClock()
  const { monitors, results } = database.tableNames
  let closing: Promise<void> | undefined
  const started = {
    database,
    client,
    clock,
    runs: dynamoRunStore({ client, tableName: results, clock, ids: randomIds }),
    monitors: dynamoMonitorStore({ client, tableName: monitors, ids: randomIds }),
    close() {
      client.destroy()
      return (closing ??= database.close())
    },
  }
  open.push(started)
  return started
}

describe('the embedded DynamoDB', () => {
  longTest('listens on the loopback address alone', async () => {
    const { database } = await start()
    expect(database.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  test.each([
    { name: 'monitors', shape: TABLES.monitors },
    { name: 'results', shape: TABLES.results },
  ] as const)('has the table of $name as it is declared', async ({ name, shape }) => {
    const { database, client } = await start()
    const command = new DescribeTableCommand({ TableName: database.tableNames[name] })
    const { Table } = await client.send(command)
    const described = {
      keys: Table?.KeySchema?.map((key) => key.AttributeName),
      indexes: (Table?.GlobalSecondaryIndexes ?? [])
        .map((index) => ({
          name: index.IndexName,
          keys: index.KeySchema?.map((key) => key.AttributeName),
          projection: index.Projection?.ProjectionType,
        }))
        .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1)),
    }
    expect(described).toEqual(expected(shape))
  })

  test('forgets everything without a folder', async () => {
    const first = await start()
    await first.monitors.put(row(), undefined)
    await first.close()
    const second = await start()
    expect(await second.monitors.list()).toEqual([])
  })

  longTest('keeps everything in its folder over a restart', async () => {
    const first = await start({ path: folder })
    const id = await first.runs.installation()
    await first.monitors.put(row(), undefined)
    await first.runs.putResult(lostResult())
    await first.runs.putState(monitorState(), NOON)
    await first.runs.putIncident(incident())
    await first.close()

    const second = await start({ path: folder })
    expect(await second.runs.installation()).toBe(id)
    expect(await second.monitors.find('inbox')).toEqual(row())
    expect(await second.runs.resultsAfter('inbox', 'local', undefined)).toEqual([lostResult()])
    expect(await second.runs.due(NOON, 10)).toEqual([{ kind: 'state', monitorId: 'inbox' }])
    expect(await second.runs.findIncidents('2026-01')).toEqual([incident()])
  })

  longTest('tells a second one of this process that the folder is in use, and works on', async () => {
    const first = await start({ path: folder })
    const refused = await embeddedDynamoDb({ path: folder }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(CannotStart)
    expect(String(refused)).toContain(`${folder} is in use by another Roundtrip`)
    expect(await first.monitors.put(row(), undefined)).toBe(true)
    await first.close()
    await start({ path: folder })
  })

  longTest('tells another process that the folder is in use, in one error that can be caught', async () => {
    await start({ path: folder })
    const program = `
      import { embeddedDynamoDb } from ${JSON.stringify(ENTRY)}
      try { await embeddedDynamoDb({ path: ${JSON.stringify(folder)} }) }
      catch (error) { console.log(error.name + ': ' + error.message) }`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
    expect(stdout.trim()).toMatch(/^CannotStart: The data in .* is in use by another Roundtrip; [^\n]*$/)
  })

  test('answers no web page', async () => {
    const { database } = await start()
    const asPage = { Origin: 'https://example.test', 'X-Amz-Target': 'DynamoDB_20120810.ListTables' }
    for (const method of ['POST', 'OPTIONS', 'GET']) {
      const answer = await fetch(database.endpoint, { method, headers: asPage })
      expect(answer.status).toBe(403)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('outlives a request that breaks off', async () => {
    const { database, monitors } = await start()
    const socket = connect(Number(new URL(database.endpoint).port), '127.0.0.1')
    await new Promise<void>((resolve) => {
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{', () => {
        socket.destroy()
        resolve()
      })
    })
    expect(await monitors.put(row(), undefined)).toBe(true)
  })
})

describe('the sweeper', () => {
  async function fill(database: EmbeddedDynamoDb, client: DynamoDBClient) {
    const clock = fakeClock()
    const tableName = database.tableNames.results
    const runs = dynamoRunStore({ client, tableName, clock, ids: randomIds })
    await runs.installation()
    await runs.claim(openRun())
    await runs.putLog(lostResult(), [logLine('hello')], 30)
    await runs.putResult(lostResult())
    await runs.putState(monitorState(), undefined)
    await runs.putIncident(incident())
  }

  test.each([
    { days: 6, swept: 0 },
    { days: 8, swept: 1 },
    { days: 31, swept: 2 },
    { days: 401, swept: 3 },
  ])('after $days days deletes the $swept items that have expired', async ({ days, swept }) => {
    const { database, client } = await start()
    await fill(database, client)
    const now = NOON + days * DAY
    expect(await sweepExpired(client, database.tableNames.results, now)).toBe(swept)
    expect(await sweepExpired(client, database.tableNames.results, now)).toBe(0)
    expect(await sweepExpired(client, database.tableNames.results, NOON + 5000 * DAY)).toBe(3 - swept)
  })

  longTest('passes what DynamoDB answers at once (1 MB)', async () => {
    const { database, client, runs } = await start()
    const results = Array.from({ length: 20 }, (_, index) =>
      lostResult({ monitorId: `monitor-${String(index)}`, detail: 'x'.repeat(100_000) }),
    )
    for (const result of results) await runs.putResult(result)
    expect(await sweepExpired(client, database.tableNames.results, NOON + 401 * DAY)).toBe(20)
  })
})

function expected({ partitionKey, sortKey, indexes }: TableShape) {
  return {
    keys: [partitionKey.name, ...(sortKey ? [sortKey.name] : [])],
    indexes: indexes.map((index) => ({
      name: index.name,
      keys: [index.partitionKey.name, index.sortKey.name],
      projection: index.projection,
    })),
  }
}
