import { beforeAll, describe, expect, test } from 'vitest'

import type { Route } from '../../shared/http/route.ts'
import { Problem } from '../../shared/http/problem.ts'
import { ROUTES } from '../../shared/http/routes.ts'
import { inputSchemaOf } from '../../shared/http/openapi/json-schema.ts'
import { HOST } from './api-world.ts'
import { READ_CALLS } from './read-calls.ts'
import { type ReadsWorld, readsWorld } from './reads-world.ts'
import { someOf } from '../support/thorough.ts'
import { longTest } from '../support/thorough.ts'

let world: ReadsWorld
beforeAll(async () => {
  world = await readsWorld()
})

const READS = ROUTES.filter(({ method }) => method === 'get')
const called = READS.map((route): [string, Route] => [route.operationId, route])
const pathOf = ({ operationId }: Route) => READ_CALLS[operationId]?.path(world) ?? '/missing'
const problem = (slug: string, ...paths: string[]) => ({
  type: `urn:roundtrip:problem:${slug}`,
  ...(paths.length > 0 && { problems: paths.map((path): unknown => expect.objectContaining({ path })) }),
})

/** The good call with this in its query in place of what stands there. */
function withField(path: string, name: string, value: string): string {
  const [at = '', query] = path.split('?')
  const fields = new URLSearchParams(query)
  fields.set(name, value)
  return `${at}?${fields.toString()}`
}

test('each route that looks has a call here', () => {
  expect(READS.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(READ_CALLS).sort())
  for (const { needs, body } of READS) expect({ needs, body }).toEqual({ needs: 'view', body: undefined })
})

describe.each(called)('%s', (operationId, route) => {
  const { isPaged, shows } = READ_CALLS[operationId] ?? {}

  longTest('answers as its document says', async () => {
    const { status, body, headers } = await world.ask(pathOf(route))
    expect({ status, body }).toMatchObject({ status: 200, body: shows?.(world) ?? {} })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  longTest('looks also where one may only look', async () => {
    const { ask } = await readsWorld({ may: 'view' })
    expect((await ask(pathOf(route))).status).toBe(200)
  })

  test('is for nobody without a key', async () => {
    const { status, body } = await world.ask(pathOf(route), { headers: { authorization: '' } })
    expect({ status, body }).toMatchObject({ status: 401, body: problem('no-key') })
  })

  test('has no fields but its own', async () => {
    const { status, body } = await world.ask(withField(pathOf(route), 'colour', 'red'))
    expect({ status, body }).toMatchObject({ status: 400, body: problem('invalid-query', 'colour') })
  })

  test.each(someOf(wrongFields(route), 5))('refuses %s=%s', async (name, value) => {
    const { status, body } = await world.ask(withField(pathOf(route), name, value))
    expect({ status, body }).toMatchObject({ status: 400, body: problem('invalid-query', name) })
  })

  test.each(Object.keys(route.query ?? {}))('refuses %s when it is given twice', async (name) => {
    const path = withField(pathOf(route), name, '1')
    const { status, body } = await world.ask(`${path}&${name}=2`)
    expect({ status, body }).toMatchObject({ status: 400, body: problem('invalid-query', name) })
  })

  test.skipIf(!route.params)('knows no monitor that there is not, and no id that can be none', async () => {
    for (const other of ['nobody', 'NO%20ID', '%00', 'constructor']) {
      const { status, body } = await world.ask(
        pathOf(route).replace(/\/shop|(?<=\/trials)\/\w+/, `/${other}`),
      )
      expect({ other, status, body }).toMatchObject({ status: 404, body: problem('not-found') })
    }
  })

  test.skipIf(!isPaged)('lists the same one by one', async () => {
    const whole = (await world.ask(withField(pathOf(route), 'limit', '200'))).body as Page
    const found: unknown[] = []
    let path = withField(pathOf(route), 'limit', '1')
    for (let pages = 0; pages < 20; pages += 1) {
      const { items, next } = (await world.ask(path)).body as Page
      expect(items.length).toBeLessThanOrEqual(1)
      found.push(...items)
      if (next === undefined) break
      path = withField(path, 'cursor', next)
    }
    expect(found).toEqual(whole.items)
    expect(found.length).toBeGreaterThan(0)
    expect(whole).not.toHaveProperty('next')
  })

  longTest('a store that does not answer is a problem, and nothing of it is told', async () => {
    if (['getSession', 'listTopics'].includes(operationId)) return
    const failing = await readsWorld({
      explain: (error) =>
        error instanceof Error && error.message === 'out of reach'
          ? new Problem('store-unavailable', { detail: 'the table Results does not answer' })
          : undefined,
    })
    const path = READ_CALLS[operationId]?.path(failing) ?? ''
    breakEach(failing.runs, failing.monitors)
    const { status, body } = await failing.ask(path)
    expect({ status, body }).toMatchObject({ status: 503, body: problem('store-unavailable') })
  })

  test('takes no other method', async () => {
    const [path = ''] = pathOf(route).split('?')
    const ours = ROUTES.filter((one) => one.path === route.path).map((one) => one.method)
    const method = (['put', 'delete', 'patch', 'post'] as const).find((one) => !ours.includes(one)) ?? ''
    const response = await world.app.request(`http://${HOST}/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: { host: HOST, authorization: `Bearer ${world.home.keys.page}` },
    })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toContain('GET')
  })
})

interface Page {
  items: unknown[]
  next?: string
}

/** Values that the document of each field rules out. */
function wrongFields({ operationId, query = {} }: Route): [string, string][] {
  return Object.entries(query).flatMap(([name, field]): [string, string][] => {
    const { type, minimum, maximum, enum: known, format } = inputSchemaOf(field)
    const wrong = [
      '',
      ...(known || format || name === 'zone' ? ['nonsense'] : []),
      // Any text is a place among ids.
      ...(name === 'cursor' && operationId !== 'listMonitors' ? ['\u0007 x'] : []),
    ]
    const numbers =
      type === 'integer' || type === 'number' ? ['x', '-1', '1e3', String(Number(maximum) + 1)] : []
    const below = type === 'integer' ? [String(Number(minimum) - 1)] : []
    return [...wrong, ...numbers, ...below].map((value) => [name, value])
  })
}

/** Every reading fails from now on. */
function breakEach(...stores: object[]): void {
  for (const store of stores as Record<string, unknown>[]) {
    for (const name of Object.keys(store)) {
      store[name] = () => {
        throw new Error('out of reach')
      }
    }
  }
}
