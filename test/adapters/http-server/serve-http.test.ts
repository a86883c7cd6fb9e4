import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { expect, onTestFinished, test } from 'vitest'

import { usualPorts } from '../../../shared/adapters/http-server/listen.ts'
import { findEndpoint } from '../../../shared/adapters/http-server/endpoint-file.ts'
import { serveHttp } from '../../../shared/adapters/http-server/serve-http.ts'
import { folder } from '../../support/temporary-files.ts'
import { answerTo, served } from './served.ts'

const app = () => () => new Response('served')

/** A port that another program has, until the test ends. */
async function takenPort(): Promise<number> {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  return (other.address() as AddressInfo).port
}

test('what is served is found by other processes of this user, with its key, until it is closed', async () => {
  const { folder, url, key, close } = await served()
  expect(await (await fetch(url)).text()).toBe('served')
  expect(await findEndpoint(folder, 'api.json')).toEqual({ endpoint: url, secret: key })
  await close()
  expect(await findEndpoint(folder, 'api.json')).toBeUndefined()
})

test('the port of the last time is taken again, with the same key: bookmarks hold', async () => {
  const first = await served()
  await first.close()
  const again = await serveHttp({ folder: first.folder, fetch: app })
  onTestFinished(() => again.close())
  expect(again).toMatchObject({ url: first.url, key: first.key })
  expect(again.portInUse).toBeUndefined()
})

test('where another program has that port by now, another is taken, and it says so', async () => {
  const first = await served()
  await first.close()
  const other = createServer().listen(first.port, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const again = await serveHttp({ folder: first.folder, fetch: app })
  onTestFinished(() => again.close())
  expect(again.url).not.toBe(first.url)
  expect(again.portInUse).toBe(first.port)
})

test('7025 and nine ports after it are tried before one is left to the system', () => {
  const ten = [7025, 7026, 7027, 7028, 7029, 7030, 7031, 7032, 7033, 7034]
  expect(usualPorts(undefined)).toEqual([...ten, 0])
  expect(usualPorts(8080)).toEqual([8080, ...ten, 0])
})

test('a port that was asked for is that one or none: the refusal says how to find who has it', async () => {
  const port = await takenPort()
  await expect(serveHttp({ folder: await folder(), port, fetch: app })).rejects.toThrow(
    new RegExp(
      `^Port ${port} is in use by another program \\(.*${port}.* shows which\\); name another: --port N\\.$`,
    ),
  )
})

test('it listens on 127.0.0.1 and on no other address of this machine', async () => {
  const { port } = await served()
  await expect(fetch(`http://[::1]:${port}`)).rejects.toThrow()
  await expect(fetch(`http://127.0.0.2:${port}`)).rejects.toThrow()
})

test.each([
  ['a removal without a body', 'DELETE', [''], ''],
  ['a body in chunks', 'POST', ['Transfer-Encoding: chunked', '', '2', '{}', '0', ''], '{}'],
  ['a body with a length', 'PUT', ['Content-Length: 4', '', '{} '], '{} '],
])('%s goes through a limit on bodies', async (_what, method, lines, read) => {
  const app = new Hono()
  app.all('/', bodyLimit({ maxSize: 10 }), async (context) =>
    context.text(`read ${await context.req.text()}.`),
  )
  const { port, host } = await served({ fetch: () => app.fetch })
  const answer = await answerTo(port, `${method} / HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...lines)
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).toContain(`read ${read}`)
})
