import { once } from 'node:events'
import { type RequestListener, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { describe, expect, test } from 'vitest'

import { webhookDestination } from '../../shared/adapters/webhook-destination.ts'
import { webhook as anyWebhook } from '../support/servers/webhook.ts'

const ALERT = {
  alertId: 'abc123',
  subject: 'down',
  text: 'down\n',
  json: '{"schema":"roundtrip.alert/1","ä":1}',
}

/** A webhook with a secret in its address. */
const webhook = (answer: RequestListener) => anyWebhook(answer, '/t0ken/x?key=1')

const problemOf = (telling: Promise<void>) =>
  telling.then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  )

test('posts the JSON of the alert, with its id in a header', async () => {
  const { heard, url } = await webhook((_, response) => void response.writeHead(204).end())
  await webhookDestination(url).tell(ALERT, AbortSignal.timeout(5000))
  expect(heard).toMatchObject([
    {
      method: 'POST',
      url: '/t0ken/x?key=1',
      body: ALERT.json,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-roundtrip-alert-id': 'abc123',
        'user-agent': 'Roundtrip',
      },
    },
  ])
})

test('its name and what it says of a failure hold nothing of the address but the host', async () => {
  const { url } = await webhook((_, response) => void response.writeHead(500).end('no'))
  const destination = webhookDestination(url)
  const problem = await problemOf(destination.tell(ALERT, AbortSignal.timeout(5000)))
  expect(destination.name).toBe(`${new URL(url).origin}/…`)
  expect(webhookDestination('https://hooks.example.com').name).toBe('https://hooks.example.com')
  for (const said of [destination.id, destination.name, problem]) expect(said).not.toMatch(/t0ken|key/)
})

test.each([
  'Cannot POST /t0ken-1234/x?key=1',
  'no hook T0KEN-1234',
  'see /t0ken-1234/x',
  'key is v4lue-of-key',
])('an answer that repeats the address shows none of it: %s', async (words) => {
  const { url } = await anyWebhook(
    (_, response) => void response.writeHead(404).end(words),
    '/t0ken-1234/x?key=v4lue-of-key',
  )
  const problem = await problemOf(webhookDestination(url).tell(ALERT, AbortSignal.timeout(5000)))
  expect(problem).toMatch(/^it answered 404: .*<secret>/)
  expect(problem).not.toMatch(/t0ken|v4lue/i)
})

describe('an alert is not taken by', () => {
  test.each<[string, RequestListener, string]>([
    [
      'a 500',
      (_, it) => void it.writeHead(500).end('out of\x1b[31m order'),
      'it answered 500: out of\\x1b[31m order',
    ],
    ['a 404 without words', (_, it) => void it.writeHead(404).end(), 'it answered 404'],
    [
      'a redirect, which is not followed',
      (_, it) => void it.writeHead(307, { location: '/elsewhere' }).end(),
      'it answered 307, a redirect, which is not followed',
    ],
    ['one that hangs up', (request) => void request.socket.destroy(), 'it cannot be reached: UND_ERR_SOCKET'],
  ])('%s', async (_, answer, expected) => {
    const { heard, url } = await webhook(answer)
    const problem = await problemOf(webhookDestination(url).tell(ALERT, AbortSignal.timeout(5000)))
    expect(problem).toBe(expected)
    expect(heard).toHaveLength(1)
  })

  test('one where nobody listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as AddressInfo
    await new Promise((done) => closed.close(done))
    const destination = webhookDestination(`http://127.0.0.1:${String(port)}/x`)
    const problem = await problemOf(destination.tell(ALERT, AbortSignal.timeout(5000)))
    expect(problem).toBe('it cannot be reached: ECONNREFUSED')
  })

  test('one that does not answer while the caller waits', async () => {
    const given = new AbortController()
    const { url } = await webhook(() => given.abort())
    expect(await problemOf(webhookDestination(url).tell(ALERT, given.signal))).toMatch(/^no answer within/)
  })
})

test.each([200, 500])('no more than the beginning of an endless answer is read (%i)', async (status) => {
  let isOver = false
  const { url } = await webhook((_, response) => {
    response.writeHead(status)
    response.once('close', () => (isOver = true))
    const pour = (): void => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
      response.once('drain', pour)
    }
    pour()
  })
  const problem = await problemOf(webhookDestination(url).tell(ALERT, AbortSignal.timeout(5000)))
  expect(problem).toBe(status === 200 ? undefined : `it answered 500: ${'x'.repeat(200)}`)
  await expect.poll(() => isOver).toBe(true)
})
