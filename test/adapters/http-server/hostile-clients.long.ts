import { expect, test } from 'vitest'

import { MOST_UNPROVED } from '../../../shared/adapters/http-server/unproved-connections.ts'
import { answerTo, connected, served, statusOf } from './served.ts'

test('a client that connects and says nothing is cut off', async () => {
  const { port } = await served({ limits: { unprovedMs: 50 } })
  expect(await answerTo(port)).toBe('')
})

test('so is one that goes on asking without a key', async () => {
  const { port, host } = await served({ limits: { unprovedMs: 50 } })
  expect(await answerTo(port, 'GET / HTTP/1.1', `Host: ${host}`, '')).toContain('served')
})

test('one that sends its headers an octet at a time is cut off', async () => {
  const { port } = await served({ limits: { unprovedMs: 50 } })
  const socket = await connected(port)
  const drip = setInterval(() => socket.write('G'), 10)
  await new Promise((closed) => socket.once('close', closed))
  clearInterval(drip)
})

test('with the key too, a body that does not end is cut off', async () => {
  const app = () => async (request: Request) => new Response(await request.text())
  const { port, host, key } = await served({ fetch: app, limits: { requestMs: 100 } })
  const head = ['POST / HTTP/1.1', `Host: ${host}`, `Authorization: Bearer ${key}`, 'Content-Length: 10']
  expect(await answerTo(port, ...head, '', 'half')).toMatch(/^HTTP\/1\.1 408 /)
})

test('one that does not read its answer is cut off', async () => {
  let cancel: () => void = () => undefined
  const cancelled = new Promise<void>((resolve) => (cancel = resolve))
  const pull = (to: ReadableStreamDefaultController) => to.enqueue(new Uint8Array(65_536))
  const endless = () => () => new Response(new ReadableStream({ pull, cancel }))
  const { port, host, key } = await served({ fetch: endless, limits: { idleMs: 100 } })
  const socket = await connected(port)
  socket.pause()
  socket.write(['GET / HTTP/1.1', `Host: ${host}`, `Authorization: Bearer ${key}`, '', ''].join('\r\n'))
  await cancelled
})

test('whoever opens connections by the hundred keeps nobody out', async () => {
  const { port, host, key } = await served()
  const flood = await Promise.all(Array.from({ length: 4 * MOST_UNPROVED }, () => connected(port)))
  const lines = ['GET / HTTP/1.1', `Host: ${host}`, `Authorization: Bearer ${key}`]
  expect(await statusOf(port, ...lines)).toBe(200)
  expect(flood.filter((socket) => !socket.closed).length).toBeLessThanOrEqual(MOST_UNPROVED)
})

test('headers of 24 KB are read: browsers send the cookies of every port of 127.0.0.1; 40 KB are not', async () => {
  const { port, host } = await served()
  const withCookies = (octets: number) =>
    statusOf(port, 'GET / HTTP/1.1', `Host: ${host}`, `Cookie: c=${'x'.repeat(octets)}`)
  expect(await withCookies(24_000)).toBe(200)
  expect(await withCookies(40_000)).toBe(431)
})

test('a client that hangs does not hold up the end', async () => {
  const never = () => () => new Promise<Response>(() => undefined)
  const { port, host, close } = await served({ fetch: never })
  const socket = await connected(port)
  socket.write(['GET / HTTP/1.1', `Host: ${host}`, '', ''].join('\r\n'))
  const half = await connected(port)
  half.write('GET / HT')
  await close()
})

test('an answer under way at the end is still given', async () => {
  let answer: (response: Response) => void = () => undefined
  let asked: () => void = () => undefined
  const begun = new Promise<void>((resolve) => (asked = resolve))
  const slow = () => () => {
    asked()
    return new Promise<Response>((resolve) => (answer = resolve))
  }
  const { url, close } = await served({ fetch: slow, limits: { lastAnswersMs: 10_000 } })
  const answered = fetch(url)
  await begun
  const closed = close()
  answer(new Response('last'))
  expect(await (await answered).text()).toBe('last')
  await closed
})
