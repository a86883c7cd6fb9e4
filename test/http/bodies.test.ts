import { Agent, request } from 'node:http'

import { expect, test } from 'vitest'

import { httpApp } from '../../shared/http/app.ts'
import { served } from '../adapters/http-server/served.ts'
import { apiWorld } from './api-world.ts'

/** The API over a real socket: requests of Node's server are not those that `fetch` makes. */
async function api() {
  const world = apiWorld()
  const at = await served({ fetch: (at) => httpApp({ ...world.home, ...at }).fetch })
  return { ...world, ...at }
}

interface Sent {
  method: string
  headers?: Record<string, string>
  /** Written one by one: without a `Content-Length`. */
  chunks?: readonly string[]
}

function statusOf(
  { url, key }: { url: string; key: string },
  path: string,
  { method, headers, chunks }: Sent,
) {
  return new Promise<number>((resolve, reject) => {
    const auth = { authorization: `Bearer ${key}`, ...headers }
    const sent = request(`${url}/api/v1${path}`, { method, headers: auth, agent: new Agent() }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    }).on('error', reject)
    if (chunks) sent.setHeader('transfer-encoding', 'chunked')
    for (const chunk of chunks ?? []) sent.write(chunk)
    sent.end()
  })
}

const json = { 'content-type': 'application/json' }

test('a change without a body is made', async () => {
  const world = await api()
  await world.has('shop')
  expect(await statusOf(world, '/monitors/shop/pause', { method: 'DELETE' })).toBe(200)
  const headers = { 'if-match': '*' }
  expect(await statusOf(world, '/monitors/shop', { method: 'DELETE', headers })).toBe(204)
  expect(world.faults).toEqual([])
})

test('a body that is asked for and missing is told', async () => {
  const world = await api()
  await world.has('shop')
  expect(await statusOf(world, '/monitors/shop/pause', { method: 'PUT' })).toBe(415)
  expect(await statusOf(world, '/monitors/shop/pause', { method: 'PUT', headers: json })).toBe(400)
})

test('a body that comes in chunks of no length said beforehand is read', async () => {
  const world = await api()
  await world.has('shop')
  const chunks = ['{"until":', '"2030-01-01T00:00:00Z"}']
  expect(await statusOf(world, '/monitors/shop/pause', { method: 'PUT', headers: json, chunks })).toBe(200)
  expect((await world.monitors.find('shop'))?.definition).toMatchObject({
    pausedUntil: '2030-01-01T00:00:00Z',
  })
})

test.each([
  ['said beforehand', { 'content-length': '100000' }],
  ['not said beforehand', {}],
])('a body above the limit is refused, its length %s', async (_what, length) => {
  const world = await api()
  const chunks = Array.from({ length: 10 }, () => ' '.repeat(10_000))
  const sent = {
    method: 'POST',
    headers: { ...json, ...length },
    ...(!('content-length' in length) && { chunks }),
  }
  expect(await statusOf(world, '/monitors', sent)).toBe(413)
})
