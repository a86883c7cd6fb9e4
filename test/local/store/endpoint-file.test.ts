import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { announceEndpoint, findEndpoint, withdrawEndpoint } from '../../../local/store/endpoint-file.ts'
import { recordingEndpoint } from '../../support/aws/recording-endpoint.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'roundtrip-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

async function database() {
  const made = await embeddedDynamoDb()
  onTestFinished(() => made.close())
  return made
}

test('a database that was announced is found, until it is withdrawn; only its owner can read where it is', async () => {
  const [data, running] = [await folder(), await database()]
  expect(await findEndpoint(data)).toBeUndefined()
  await announceEndpoint(data, running)
  expect(await findEndpoint(data)).toBe(running.endpoint)
  expect((await stat(join(data, 'endpoint.json'))).mode & 0o777).toBe(0o600)
  expect(await readdir(data)).toEqual(['endpoint.json'])
  await withdrawEndpoint(data)
  expect(await findEndpoint(data)).toBeUndefined()
  await withdrawEndpoint(data)
})

test('what is announced replaces what stood there', async () => {
  const [data, running] = [await folder(), await database()]
  await announceEndpoint(data, { endpoint: 'http://127.0.0.1:1', instance: 'old' })
  await announceEndpoint(data, running)
  expect(JSON.parse(await readFile(join(data, 'endpoint.json'), 'utf8'))).toEqual({
    endpoint: running.endpoint,
    instance: running.instance,
  })
})

test('a port that nobody listens at any more is not found', async () => {
  const data = await folder()
  const gone = await embeddedDynamoDb()
  await announceEndpoint(data, gone)
  await gone.close()
  expect(await findEndpoint(data)).toBeUndefined()
})

test('a port that another database has by now is not found', async () => {
  const [data, other] = [await folder(), await database()]
  await announceEndpoint(data, { endpoint: other.endpoint, instance: 'the one before' })
  expect(await findEndpoint(data)).toBeUndefined()
})

test('a port that another program has by now is asked nothing but who it is', async () => {
  const data = await folder()
  const other = await recordingEndpoint(() => ({ body: '{}' }))
  onTestFinished(() => other.close())
  await announceEndpoint(data, { endpoint: other.url, instance: 'x' })
  expect(await findEndpoint(data)).toBeUndefined()
  expect(other.requests.map(({ path, body }) => ({ path, body }))).toEqual([{ path: '/', body: '' }])
})

test.each([
  ['no JSON', '{'],
  ['no object', 'null'],
  ['nothing of ours', '{}'],
  ['another machine', '{"endpoint": "http://192.0.2.1:80", "instance": "x"}'],
  ['a name', '{"endpoint": "http://localhost:80", "instance": "x"}'],
])('a file with %s in it is not believed', async (_what, text) => {
  const data = await folder()
  await writeFile(join(data, 'endpoint.json'), text)
  expect(await findEndpoint(data)).toBeUndefined()
})
