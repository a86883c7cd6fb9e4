import { once } from 'node:events'
import { link, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { newSecret } from '../../../shared/adapters/http-server/proof.ts'
import { embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import {
  announceEndpoint,
  findEndpoint,
  withdrawEndpoint,
} from '../../../shared/adapters/http-server/endpoint-file.ts'
import { recordingEndpoint } from '../../support/aws/recording-endpoint.ts'
import { longTest } from '../../support/thorough.ts'

const SECRET = newSecret()

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
  const { endpoint, secret } = running
  expect(await findEndpoint(data)).toBeUndefined()
  await announceEndpoint(data, running)
  expect(await findEndpoint(data)).toEqual({ endpoint, secret })
  expect((await stat(join(data, 'endpoint.json'))).mode & 0o777).toBe(0o600)
  expect(await readdir(data)).toEqual(['endpoint.json'])
  await withdrawEndpoint(data)
  expect(await findEndpoint(data)).toBeUndefined()
  await withdrawEndpoint(data)
})

test('what is announced replaces what stood there', async () => {
  const [data, running] = [await folder(), await database()]
  await announceEndpoint(data, { endpoint: 'http://127.0.0.1:1', secret: SECRET })
  await announceEndpoint(data, running)
  const { endpoint, secret } = running
  expect(JSON.parse(await readFile(join(data, 'endpoint.json'), 'utf8'))).toEqual({ endpoint, secret })
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
  await announceEndpoint(data, { endpoint: other.endpoint, secret: SECRET })
  expect(await findEndpoint(data)).toBeUndefined()
})

test('a port that another program has by now is asked nothing but to prove who it is, and not told the secret', async () => {
  const data = await folder()
  const other = await recordingEndpoint(() => ({ body: '{}' }))
  onTestFinished(() => other.close())
  await announceEndpoint(data, { endpoint: other.url, secret: SECRET })
  expect(await findEndpoint(data)).toBeUndefined()
  expect(other.requests.map(({ path, body }) => ({ path, body }))).toEqual([{ path: '/', body: '' }])
  expect(JSON.stringify(other.requests)).not.toContain(SECRET)
})

test('a proof is good for one question: who has heard one cannot pass for the database', async () => {
  const [data, running] = [await folder(), await database()]
  const heard = await fetch(running.endpoint, { headers: { 'x-roundtrip-challenge': newSecret() } })
  const proof = heard.headers.get('x-roundtrip-proof') ?? ''
  expect(proof).toMatch(/^[0-9a-f]{64}$/)
  const other = await recordingEndpoint(() => ({ body: '', headers: { 'x-roundtrip-proof': proof } }))
  onTestFinished(() => other.close())
  await announceEndpoint(data, { endpoint: other.url, secret: running.secret })
  expect(await findEndpoint(data)).toBeUndefined()
})

test.each([
  ['no JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['nothing of ours', '{}'],
  ['other types', '{"endpoint": null, "secret": {}}'],
  ['another machine', `{"endpoint": "http://192.0.2.1:80", "secret": "${SECRET}"}`],
  ['a name', `{"endpoint": "http://localhost:80", "secret": "${SECRET}"}`],
  ['no secret', '{"endpoint": "http://127.0.0.1:80", "secret": "x"}'],
  ['too much', `{"endpoint": "http://127.0.0.1:80", "secret": "${SECRET}", "more": "${'x'.repeat(5000)}"}`],
])('a file with %s in it is not believed', async (_what, text) => {
  const data = await folder()
  await writeFile(join(data, 'endpoint.json'), text)
  expect(await findEndpoint(data)).toBeUndefined()
})

test('a link in place of the file is not followed', async () => {
  const [data, elsewhere, running] = [await folder(), await folder(), await database()]
  await announceEndpoint(elsewhere, running)
  await symlink(join(elsewhere, 'endpoint.json'), join(data, 'endpoint.json'))
  expect(await findEndpoint(data)).toBeUndefined()
})

longTest('nor is one followed that lies where the file is written first', async () => {
  const [data, running] = [await folder(), await database()]
  const precious = join(data, 'precious')
  await writeFile(precious, 'mine')
  await symlink(precious, join(data, 'endpoint.json.new'))
  await announceEndpoint(data, running)
  await withdrawEndpoint(data)
  await link(precious, join(data, 'endpoint.json.new'))
  await announceEndpoint(data, running)
  expect(await readFile(precious, 'utf8')).toBe('mine')
})

test('one that passes the question on to the server of the same secret elsewhere cannot pass for it', async () => {
  const [data, running] = [await folder(), await database()]
  const { host } = new URL(running.endpoint)
  const relay = createServer((asked, answer) => {
    const headers = { ...asked.headers, host }
    get(running.endpoint, { headers }, (real) => answer.writeHead(204, real.headers).end())
  }).listen(0, '127.0.0.1')
  await once(relay, 'listening')
  onTestFinished(() => void relay.close())
  const endpoint = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`
  await announceEndpoint(data, { endpoint, secret: running.secret })
  expect(await findEndpoint(data)).toBeUndefined()
})
