import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { expect, test } from 'vitest'

import { waitForRedirect } from '../../../shared/adapters/oauth/loopback-redirect.ts'

const signal = AbortSignal.timeout(20_000)

/** The status line that this request line is answered with; `fetch` would mend the target. */
async function answerTo(line: string, uri: string): Promise<string> {
  const { host, port } = new URL(uri)
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  return (await text(socket)).split('\r\n')[0] ?? ''
}

test.each([
  'GET //',
  'GET //?state=s&code=c',
  'GET //[',
  'GET ///',
  'GET //x:99999/',
  'GET /\\\\[',
  'GET /%',
  'GET http://localhost/',
  'GET *',
  'POST /?state=s&code=c',
])('%s is nothing here, and the login goes on', async (line) => {
  await using redirect = await waitForRedirect({ state: 's', hostname: 'localhost' })
  expect(await answerTo(line, redirect.uri)).toBe('HTTP/1.1 404 Not Found')
  expect(await answerTo('GET /?state=s&code=c', redirect.uri)).toBe('HTTP/1.1 200 OK')
  expect(Object.fromEntries((await redirect.next(signal)) ?? [])).toEqual({ state: 's', code: 'c' })
})
