import { describe, expect, test } from 'vitest'

import type { HttpHome } from '../../shared/http/home.ts'
import type { Route } from '../../shared/http/route.ts'
import { ROUTES } from '../../shared/http/routes.ts'
import { HOST } from './api-world.ts'
import { changesWorld, problem } from './changes-world.ts'
import { WRITE_CALLS, type WriteCall } from './write-calls.ts'
import { longTest } from '../support/thorough.ts'

const WRITES = ROUTES.filter(({ method }) => method !== 'get')
const named = (routes: readonly Route[]) => routes.map((route): [string, Route] => [route.operationId, route])

test('each route that changes something has a call here', () => {
  expect(WRITES.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(WRITE_CALLS).sort())
})

async function calls({ operationId, method }: Route, differing: Partial<HttpHome> = {}) {
  const world = await changesWorld(differing)
  const call = await WRITE_CALLS[operationId]?.(world)
  if (!call) throw new Error(`${operationId} has no call`)
  const does = (change: Partial<WriteCall> = {}) => {
    const { path, headers, body } = { ...call, ...change, headers: { ...call.headers, ...change.headers } }
    return world.does(path, { method: method.toUpperCase(), headers, ...(body !== undefined && { body }) })
  }
  return { world, call, does }
}

/** These answer without a look at any store. */
const NEEDS_NO_STORE: readonly string[] = ['validate', 'makeFault']

describe.each(named(WRITES))('%s', (operationId, route) => {
  longTest('does it', async () => {
    const { does, call } = await calls(route)
    expect(await does()).toMatchObject({ status: call.status })
  })

  test.skipIf(route.needs === 'view')(
    'is refused where one may only look, and nothing is written',
    async () => {
      const { does, world } = await calls(route, { may: 'view' })
      const before = await world.monitors.list()
      expect(await does()).toMatchObject({ status: 403, body: problem('not-allowed') })
      expect(await world.monitors.list()).toEqual(before)
    },
  )

  test('is refused without the key', async () => {
    const { does } = await calls(route)
    expect(await does({ headers: { authorization: 'Bearer x' } })).toMatchObject({ status: 401 })
  })

  test('is refused to a page of another origin', async () => {
    const { does } = await calls(route)
    expect(await does({ headers: { origin: 'https://evil.example' } })).toMatchObject({ status: 403 })
  })

  test.skipIf(NEEDS_NO_STORE.includes(operationId))('says when the store cannot be reached', async () => {
    const { does, world } = await calls(route)
    const broken = () => Promise.reject(new Error('out of reach'))
    for (const store of [world.monitors, world.runs] as unknown as Record<string, unknown>[]) {
      for (const name of Object.keys(store)) store[name] = broken
    }
    expect(await does()).toMatchObject({ status: 500 })
  })
})

describe.each(named(WRITES.filter(({ body }) => body)))('the body of %s', (_operationId, route) => {
  const type = route.body?.type ?? 'application/json'
  const sent = (body: string) => ({ body, headers: { 'content-type': type } })

  test.each([
    ['nothing', ''],
    ['half an object', '{"a":'],
    ['two objects', '{}{}'],
    ['JSON with a comment', '{/* x */}'],
    ['a form', 'a=b'],
  ])('is no JSON: %s', async (_what, body) => {
    const { does } = await calls(route)
    const { status, body: answered } = await does(sent(body))
    expect({ status, answered }).toMatchObject({ status: 400, answered: problem('not-json') })
  })

  test.each([
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '5'],
    ['text', '"x"'],
    ['a field that there is not', '{"colour":"red"}'],
    ['a prototype', '{"__proto__":{"a":1}}'],
    ['30,000 lists in each other', `{"monitorId":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['1,000 objects in each other', `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`],
  ])('has mistakes: %s', async (_what, body) => {
    const { does, world } = await calls(route)
    const before = await world.monitors.list()
    expect(await does(sent(body))).toMatchObject({ status: 422, body: problem('invalid-body') })
    expect(await world.monitors.list()).toEqual(before)
    expect(({} as { a?: number }).a).toBeUndefined()
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'is not taken as %j',
    async (contentType) => {
      const { does } = await calls(route)
      const answer = await does({ headers: { 'content-type': contentType } })
      expect(answer).toMatchObject({ status: 415, body: problem('not-json-type') })
    },
  )

  test.each([
    ['said beforehand', { 'content-length': String(5 * 1024 * 1024) }],
    ['not said beforehand', {}],
  ])('is not read to its end where it has 5 MB, %s', async (_what, length) => {
    const { world, call } = await calls(route)
    let sentOctets = 0
    const chunk = new Uint8Array(16 * 1024).fill(0x20)
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sentOctets >= 5 * 1024 * 1024) {
          controller.close()
          return
        }
        sentOctets += chunk.length
        controller.enqueue(chunk)
      },
    })
    const request = new Request(`http://${HOST}/api/v1${call.path}`, {
      method: route.method.toUpperCase(),
      headers: {
        ...{ host: HOST, authorization: `Bearer ${world.home.keys.page}`, 'content-type': type },
        ...call.headers,
        ...length,
      },
      body,
      duplex: 'half',
    })
    const response = await world.app.request(request)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject(problem('body-too-large'))
    expect(sentOctets).toBeLessThan(3 * 1024 * 1024)
  })
})
