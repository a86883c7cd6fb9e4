import { expect, test } from 'vitest'

import { buildPage } from '../../dashboard/build/build-page.ts'
import { HOST, apiWorld } from './api-world.ts'
import { longTest } from '../support/thorough.ts'

const BROWSER = { host: HOST, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

function pageWorld(page = buildPage) {
  const { app } = apiWorld({ page })
  return (path: string, headers: Record<string, string> = BROWSER) =>
    app.request(`http://${HOST}${path}`, { headers })
}

test.each([
  '/',
  '/m/shop',
  '/m/shop/r/20260105T120000Z_eu-west-1_schedule_0123456789ab',
  '/report?month=2026-11',
])('a browser is given the page at %s, without a key and with no code allowed in it', async (path) => {
  const answer = await pageWorld()(path)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(await answer.text()).toContain('<div id="app">')
})

longTest('the files of the page are kept for good, for their names change with them', async () => {
  const ask = pageWorld()
  const html = await (await ask('/')).text()
  const names = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, name]) => name ?? '')
  expect(names).toHaveLength(3)
  for (const name of names) {
    const answer = await ask(name)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect((await ask('/assets/main-00000000.js')).status).toBe(404)
  expect((await ask('/assets/..%2f..%2fpackage.json')).status).toBe(404)
})

test('whoever is no browser is told of the API', async () => {
  const answer = await pageWorld()('/m/shop', { host: HOST, accept: '*/*' })
  expect(await answer.text()).toContain('/api/v1/monitors/shop')
})

test('where the page cannot be built, its addresses tell of the API', async () => {
  const answer = await pageWorld(() => Promise.resolve(undefined as never))('/')
  expect(await answer.text()).toContain('/openapi.json')
})
