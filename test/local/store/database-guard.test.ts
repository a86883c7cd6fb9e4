import { connect } from 'node:net'

import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'

import type { storesOver } from '../../../cli/opened/stores.ts'
import { newSecret } from '../../../shared/adapters/http-server/proof.ts'
import type { EmbeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { row } from '../../contracts/monitor-store.ts'
import { answerTo, ask, databaseWithStores, sentAndCut } from './asked-database.ts'
import { longTest } from '../../support/thorough.ts'

let database: EmbeddedDynamoDb
let stores: ReturnType<typeof storesOver>

beforeEach(async () => {
  const opened = await databaseWithStores()
  ;({ database, stores } = opened)
  return opened.close
})

const TableName = 'roundtrip-monitors'
const SCAN = JSON.stringify({ TableName })

describe('the guard of the embedded database', () => {
  test('lets the secret of this start through, and no other', async () => {
    expect((await ask(database, { body: SCAN })).status).toBe(200)
    const others = [
      'local',
      '',
      'x',
      newSecret(),
      database.secret.slice(0, -1),
      `${database.secret}0`,
      database.secret.toUpperCase(),
    ]
    for (const id of others) {
      expect(await ask(database, { id, body: SCAN })).toMatchObject({
        status: 403,
        message: 'the secret of this start is asked',
      })
    }
    for (const authorization of ['', `Bearer ${database.secret}`, database.secret]) {
      expect((await ask(database, { body: SCAN, headers: { authorization } })).status).toBe(403)
    }
  })

  test.each([
    ['another name that leads here', { host: 'attacker.example' }],
    ['that name with the port', (port: string) => ({ host: `attacker.example:${port}` })],
    ['no port', { host: '127.0.0.1' }],
    ['a page', (port: string) => ({ host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` })],
    ['a page that is a file', { origin: 'null' }],
  ])('refuses %s, with the secret too', async (_what, given) => {
    const headers = typeof given === 'function' ? given(new URL(database.endpoint).port) : given
    for (const method of ['POST', 'GET', 'OPTIONS']) {
      const { status } = await ask(database, { method, headers, body: SCAN })
      expect(status).toBe(403)
    }
  })

  test('proves itself to nobody who asks in another form', async () => {
    for (const challenge of ['', 'x', newSecret().toUpperCase(), `${newSecret()}0`]) {
      const answer = await fetch(database.endpoint, { headers: { 'x-roundtrip-challenge': challenge } })
      expect([answer.status, answer.headers.get('x-roundtrip-proof')]).toEqual([403, null])
    }
  })

  test.each(['DeleteTable', 'UpdateTable', 'CreateTable', 'BatchWriteItem', 'TagResource', 'constructor'])(
    'has no %s, which the product does not use',
    async (operation) => {
      await stores.monitors.put(row(), undefined)
      const body = JSON.stringify({
        TableName,
        RequestItems: { [TableName]: [{ DeleteRequest: { Key: { monitorId: { S: 'inbox' } } } }] },
      })
      expect(await ask(database, { operation, body })).toMatchObject({
        status: 400,
        message: 'an operation that this database does not have',
      })
      expect(await stores.monitors.list()).toEqual([row()])
    },
  )

  test('takes no request without its length, nor one that is longer than any of ours', async () => {
    const chunked = { 'transfer-encoding': 'chunked' }
    expect(await ask(database, { headers: chunked })).toMatchObject({ status: 411 })
    const long = { 'content-length': String(5 * 1024 * 1024), expect: '100-continue' }
    expect(await ask(database, { headers: long })).toMatchObject({ status: 413 })
  })

  test('outlives requests that break off, come at once or by HTTP/1.0', async () => {
    const { port } = new URL(database.endpoint)
    const head = (length: number) =>
      `POST / HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nX-Amz-Target: DynamoDB_20120810.Scan\r\nContent-Type: application/x-amz-json-1.0\r\n` +
      `X-Amz-Date: 20260101T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=${database.secret}/a, SignedHeaders=a, Signature=0\r\nContent-Length: ${String(length)}\r\n\r\n`
    const whole = head(SCAN.length) + SCAN
    const sent = [
      head(100) + '{',
      head(SCAN.length),
      whole.repeat(20).replaceAll('HTTP/1.0', 'HTTP/1.1'),
      '\0\r\n\r\n',
      'GET',
    ]
    await Promise.all(sent.map((bytes) => sentAndCut(database, bytes)))
    expect(await answerTo(database, whole)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(await stores.monitors.put(row(), undefined)).toBe(true)
  })

  longTest(
    'ends the oldest connections that do not show the secret, so that thousands keep nobody out',
    async () => {
      const closed: number[] = []
      for (let nth = 0; nth < 100; nth += 1) {
        const socket = connect(Number(new URL(database.endpoint).port), '127.0.0.1')
        onTestFinished(() => void socket.destroy())
        socket.on('error', () => undefined).on('close', () => closed.push(nth))
        await new Promise((resolve) => socket.once('connect', resolve))
      }
      expect(await stores.monitors.put(row(), undefined)).toBe(true)
      await expect.poll(() => closed.length).toBeGreaterThanOrEqual(68)
      expect([...closed].sort((a, b) => a - b).slice(0, 68)).toEqual(
        Array.from({ length: 68 }, (_, nth) => nth),
      )
    },
  )
})
