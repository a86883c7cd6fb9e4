import { describe, expect, test } from 'vitest'

import { HOST, KEYS, apiWorld } from './api-world.ts'

const problem = (slug: string) => ({ type: `urn:roundtrip:problem:${slug}` })

describe('who is let in', () => {
  test.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer wrong' }],
    ['the key as a password', { authorization: `Basic ${btoa(`x:${KEYS.page}`)}` }],
    ['the key of the metrics', { authorization: `Bearer ${KEYS.metrics}` }],
    ['an empty key', { authorization: 'Bearer ' }],
  ])('%s is refused', async (_what, headers) => {
    const { app } = apiWorld()
    const response = await app.request(`http://${HOST}/api/v1/overview`, {
      headers: { host: HOST, ...headers },
    })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await response.json()).toMatchObject(problem('no-key'))
  })

  test.each([
    ['another host', { host: 'evil.example' }, 'foreign-host'],
    ['the host with another port', { host: '127.0.0.1:80' }, 'foreign-host'],
    ['a page of another origin', { origin: 'https://evil.example' }, 'foreign-origin'],
    ['a page without an origin', { origin: 'null' }, 'foreign-origin'],
  ])('%s is refused, also with the key', async (_what, headers, slug) => {
    const { ask } = apiWorld()
    const answer = await ask('/overview', { headers })
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject(problem(slug))
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('the page itself is let in', async () => {
    const { ask } = apiWorld()
    expect((await ask('/session', { headers: { origin: `http://${HOST}` } })).status).toBe(200)
  })
})

describe('what every answer says to a browser', () => {
  test.each([
    ['an answer', '/session', {}],
    ['a problem', '/nothing', {}],
    ['a mistake', '/overview?zone=Berlin', {}],
    ['a refusal', '/session', { authorization: 'Bearer wrong' }],
    ['one of another host', '/session', { host: 'evil.example' }],
  ])('%s is no page, of no known type but its own, and kept by nobody', async (_what, path, headers) => {
    const { ask } = apiWorld()
    const answer = await ask(path, { headers })
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('characters that steer a terminal are escaped in a problem too', async () => {
    const { ask } = apiWorld()
    const { text, body } = await ask('/%E2%80%AEgnp')
    expect(text).not.toContain('\u{202e}')
    expect(body).toMatchObject({ detail: 'there is no /api/v1/\u{202e}gnp' })
  })
})

describe('what is asked for', () => {
  test('a path that is not there is a problem, in words', async () => {
    const { ask } = apiWorld()
    const answer = await ask('/nothing')
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({ ...problem('not-found'), detail: 'there is no /api/v1/nothing' })
  })

  test('a method that is not there names those that are', async () => {
    const { ask } = apiWorld()
    const { status, headers } = await ask('/session', { method: 'DELETE' })
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('GET')
  })

  test('a field of the query that is wrong is named, with what was expected', async () => {
    const { ask } = apiWorld()
    const answer = await ask('/overview?zone=Berlin&zonee=UTC')
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      ...problem('invalid-query'),
      problems: [
        { path: 'zone', message: expect.stringContaining('expected') as string },
        { path: 'zonee', message: 'there is no such field; did you mean zone?' },
      ],
    })
  })

  test('a fault of ours says nothing of itself, and is reported', async () => {
    const { ask, monitors, faults } = apiWorld()
    monitors.list = () => Promise.reject(new Error('secret words'))
    const answer = await ask('/overview')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('secret words')
    expect(faults).toMatchObject([{ message: 'secret words' }])
  })
})

test('a long answer is compressed for whoever takes it', async () => {
  const { app } = apiWorld()
  const headers = { host: HOST, 'accept-encoding': 'gzip' }
  const response = await app.request(`http://${HOST}/openapi.json`, { headers })
  expect(response.headers.get('content-encoding')).toBe('gzip')
})

test('the document and the sign of life need no key', async () => {
  const { app } = apiWorld()
  for (const path of ['/openapi.json', '/healthz']) {
    expect((await app.request(`http://${HOST}${path}`, { headers: { host: HOST } })).status).toBe(200)
  }
})
