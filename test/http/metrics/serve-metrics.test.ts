import { gunzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { Problem } from '../../../shared/http/problem.ts'
import { HOST, KEYS, apiWorld } from '../api-world.ts'

type World = Pick<ReturnType<typeof apiWorld>, 'app'>

const ask = ({ app }: World, headers: Record<string, string> = {}) =>
  app.request(`http://${HOST}/metrics`, {
    headers: { host: HOST, authorization: `Bearer ${KEYS.metrics}`, ...headers },
  })

test('the metrics are answered to the key of the metrics, and to that of the page', async () => {
  const world = apiWorld()
  await world.has('shop')
  for (const key of [KEYS.metrics, KEYS.page]) {
    const response = await ask(world, { authorization: `Bearer ${key}` })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(await response.text()).toMatch(/^roundtrip_health\{monitor="shop",health="down"\} 0$/m)
  }
})

test.each([
  ['no key', { authorization: '' }, 401],
  ['another key', { authorization: 'Bearer other' }, 401],
  ['another host', { host: 'evil.example' }, 403],
  ['a page of another origin', { origin: 'https://evil.example' }, 403],
])('%s is refused', async (_what, headers, status) => {
  const response = await ask(apiWorld(), headers)
  expect(response.status).toBe(status)
  expect(await response.text()).not.toContain('roundtrip_')
})

test('OpenMetrics comes to who accepts it, compressed for who takes that', async () => {
  const response = await ask(apiWorld(), {
    accept: 'application/openmetrics-text; version=1.0.0,text/plain;version=0.0.4;q=0.5',
    'accept-encoding': 'gzip',
  })
  expect(response.headers.get('content-type')).toBe(
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
  )
  expect(response.headers.get('vary')?.toLowerCase().split(/, */).sort()).toEqual([
    'accept',
    'accept-encoding',
  ])
  expect(response.headers.get('content-encoding')).toBe('gzip')
  const body = gunzipSync(Buffer.from(await response.arrayBuffer())).toString()
  expect(body.endsWith('\n# EOF\n')).toBe(true)
})

test('two scrapers within ten seconds read the store once', async () => {
  const world = apiWorld()
  const { list } = world.monitors
  let reads = 0
  world.monitors.list = () => {
    reads += 1
    return list()
  }
  const [one, other] = await Promise.all([ask(world), ask(world)])
  expect(await one.text()).toBe(await other.text())
  expect(reads).toBe(1)
})

test('a store that cannot be read is an error, and no list of metrics without monitors', async () => {
  const world = apiWorld()
  world.monitors.list = () => Promise.reject(new Error('secret words'))
  const response = await ask(world, { accept: 'application/openmetrics-text' })
  expect(response.status).toBe(500)
  expect(await response.text()).not.toMatch(/secret words|# EOF/)
  expect(world.faults).toMatchObject([{ message: 'secret words' }])
})

test('a store that cannot be read is said in words, and is no fault of ours', async () => {
  const world = apiWorld({
    explain: () => new Problem('no-credentials', { detail: 'sign in again' }),
  })
  world.monitors.list = () => Promise.reject(new Error('ExpiredToken'))
  const response = await ask(world)
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ detail: 'sign in again' })
  expect(world.faults).toEqual([])
})
