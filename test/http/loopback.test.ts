import { readFile } from 'node:fs/promises'

import { describe, expect, test } from 'vitest'

import { httpApp } from '../../shared/http/app.ts'
import { answerTo, connected, served, statusOf } from '../adapters/http-server/served.ts'
import { asSecondUser, CAN_BE_ANOTHER, NEEDS_ROOT } from '../support/processes/second-user.ts'
import { apiWorld } from './api-world.ts'

/** The API over a real socket of 127.0.0.1. */
async function api() {
  const { home } = apiWorld()
  return served({ fetch: (at) => httpApp({ ...home, ...at }).fetch })
}

const OVERVIEW = 'GET /api/v1/overview HTTP/1.1'

describe('who has the key', () => {
  test('is answered under the address and under localhost, in capitals too', async () => {
    const { port, key } = await api()
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', 'LocalHost']) {
      const status = await statusOf(port, OVERVIEW, `Host: ${name}:${port}`, `Authorization: Bearer ${key}`)
      expect([name, status]).toEqual([name, 200])
    }
  })

  test.each([
    ['another name that leads here', () => 'evil.example'],
    ['that name with the port', (port: number) => `evil.example:${port}`],
    ['a name that begins like ours', (port: number) => `127.0.0.1.evil.example:${port}`],
    ['a name that ends like ours', (port: number) => `evil.localhost:${port}`],
    ['our name with a user before it', (port: number) => `evil@127.0.0.1:${port}`],
    ['no port', () => '127.0.0.1'],
    ['another port', () => '127.0.0.1:80'],
    ['another address of this machine', (port: number) => `127.0.0.2:${port}`],
    ['the address in other digits', (port: number) => `2130706433:${port}`],
    ['IPv6', (port: number) => `[::1]:${port}`],
    ['all addresses', (port: number) => `0.0.0.0:${port}`],
    ['a dot at the end', (port: number) => `localhost.:${port}`],
    ['nothing', () => ''],
  ])('is refused under %s', async (_what, host) => {
    const { port, key } = await api()
    const status = await statusOf(port, OVERVIEW, `Host: ${host(port)}`, `Authorization: Bearer ${key}`)
    expect([400, 403]).toContain(status)
  })

  test.each([
    ['no Host', [OVERVIEW]],
    ['HTTP/1.0 without one', [OVERVIEW.replace('1.1', '1.0')]],
    ['the address of another host', ['GET http://evil.example/api/v1/overview HTTP/1.1', 'Host: HOST']],
    ['our own address as a proxy is asked', ['GET http://HOST/api/v1/overview HTTP/1.1', 'Host: HOST']],
    ['an asterisk', ['OPTIONS * HTTP/1.1', 'Host: HOST']],
    ['a path without a slash', ['GET api/v1/overview HTTP/1.1', 'Host: HOST']],
    ['two Hosts', [OVERVIEW, 'Host: HOST', 'Host: evil.example']],
    ['two Hosts in one', [OVERVIEW, 'Host: HOST, evil.example']],
    ['the right Host of a proxy alone', [OVERVIEW, 'Host: evil.example', 'X-Forwarded-Host: HOST']],
  ])('is refused with %s', async (_what, lines) => {
    const { port, host, key } = await api()
    const sent = [...lines.map((line) => line.replace('HOST', host)), `Authorization: Bearer ${key}`]
    expect([400, 403]).toContain(await statusOf(port, ...sent))
  })

  test('is answered in HTTP/1.0 too, where it names this host', async () => {
    const { port, host, key } = await api()
    const lines = [OVERVIEW.replace('1.1', '1.0'), `Host: ${host}`, `Authorization: Bearer ${key}`]
    expect(await statusOf(port, ...lines)).toBe(200)
  })

  test('is sent nowhere by a path that reads as another host', async () => {
    const { port, host, key } = await api()
    for (const path of ['//evil.example/api/v1/overview', '/\\\\evil.example', '/.//evil.example/%2e%2e/']) {
      const sent = [`GET ${path} HTTP/1.1`, `Host: ${host}`, `Authorization: Bearer ${key}`]
      const answer = await answerTo(port, ...sent, 'Connection: close', '')
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(answer).not.toMatch(/^location/im)
    }
  })

  test('gets no tunnel', async () => {
    const { port, host, key } = await api()
    const lines = [`CONNECT ${host} HTTP/1.1`, `Host: ${host}`, `Authorization: Bearer ${key}`, '']
    expect(await answerTo(port, ...lines)).toBe('')
  })
})

describe('a page of another origin', () => {
  test.each([
    ['asks', [OVERVIEW]],
    [
      'asks with credentials',
      [OVERVIEW, 'Cookie: a=b', 'Sec-Fetch-Mode: cors', 'Sec-Fetch-Site: cross-site'],
    ],
    ['changes', ['POST /api/v1/monitors HTTP/1.1', 'Content-Type: text/plain', 'Content-Length: 0']],
    [
      'asks whether it may',
      [
        'OPTIONS /api/v1/overview HTTP/1.1',
        'Access-Control-Request-Method: PUT',
        'Access-Control-Request-Headers: authorization',
        'Access-Control-Request-Private-Network: true',
      ],
    ],
    ['looks what is here', ['GET / HTTP/1.1']],
    ['looks whether anybody is here', ['GET /healthz HTTP/1.1']],
    [
      'opens a WebSocket',
      [OVERVIEW, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
    ],
  ])('%s, and is refused without a word that would let it read the answer', async (_what, lines) => {
    const { port, host, key } = await api()
    const auth = [`Authorization: Bearer ${key}`, 'Connection: close', '']
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:3000',
      `http://${host}.evil.example`,
    ]) {
      const answer = await answerTo(port, ...lines, `Host: ${host}`, `Origin: ${origin}`, ...auth)
      expect(answer).toMatch(/^HTTP\/1\.1 403 /)
      expect(answer).not.toMatch(/^access-control/im)
    }
  })
})

describe('two requests in one', () => {
  test.each([
    ['both lengths', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6']],
    ['a length with a sign', ['Content-Length: +5']],
    ['a length in a list', ['Content-Length: 5, 5']],
    ['an encoding that is not known', ['Transfer-Encoding: xchunked']],
    ['chunked before another encoding', ['Transfer-Encoding: chunked, identity']],
    ['a space before the colon', ['Content-Length : 5']],
    ['a folded header', ['X-A: b', ' Content-Length: 5']],
    ['a line that ends in LF alone', ['X-A: b\nContent-Length: 5']],
    ['a chunk size that is none', ['Transfer-Encoding: chunked', '', '5;\n', 'x']],
  ])('%s: the first is refused, and the second never read', async (_what, lines) => {
    const { port, host, key } = await api()
    const auth = `Authorization: Bearer ${key}`
    const second = ['GET /healthz HTTP/1.1', `Host: ${host}`, '']
    const answer = await answerTo(
      port,
      'POST /api/v1/overview HTTP/1.1',
      `Host: ${host}`,
      auth,
      ...lines,
      '',
      ...second,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer).not.toContain('"ok":true')
  })
})

describe('without the key', () => {
  test('of this folder nothing is told, whatever other folder it belongs to', async () => {
    const [one, other] = [await api(), await api()]
    const ask = (headers: Record<string, string>) => fetch(`${one.url}/api/v1/overview`, { headers })
    expect((await ask({})).status).toBe(401)
    expect((await ask({ authorization: `Bearer ${other.key}` })).status).toBe(401)
    expect((await ask({ authorization: `Bearer ${one.key}` })).status).toBe(200)
    expect((await fetch(`${one.url}/api/v1/overview?key=${one.key}`)).status).toBe(401)
  })

  test('nor with it in a place that other programs fill in, nor with the key of /metrics', async () => {
    const { url, key, folder } = await api()
    const basic = Buffer.from(`me:${key}`).toString('base64')
    const metrics = (await readFile(`${folder}/metrics-key`, 'utf8')).trim()
    for (const headers of [
      { cookie: `key=${key}` },
      { authorization: `Basic ${basic}` },
      { authorization: key },
      { authorization: `Bearer ${metrics}` },
      { authorization: `Bearer ${key.toUpperCase()}` },
      { authorization: `Bearer ${key.slice(1)}` },
    ] as Record<string, string>[]) {
      expect((await fetch(`${url}/api/v1/overview`, { headers })).status).toBe(401)
    }
  })

  test.skipIf(!CAN_BE_ANOTHER)(
    `another user of the machine reads neither key nor answer${NEEDS_ROOT}`,
    async () => {
      const { url, folder } = await api()
      const heard = await asSecondUser(
        `const { readFile } = await import('node:fs/promises')
      const files = await Promise.all(['page-key', 'metrics-key', 'api.json'].map((name) =>
        readFile(given.folder + '/' + name, 'utf8').catch((error) => error.code)))
      return [...files, (await fetch(given.url + '/api/v1/overview')).status]`,
        { url, folder },
      )
      expect(heard).toEqual(['EACCES', 'EACCES', 'EACCES', 401])
    },
  )

  test('what stands at / is text without scripts, which says how the key is sent', async () => {
    const { url, key } = await api()
    const answer = await fetch(url)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    const words = await answer.text()
    expect(words).toContain('/openapi.json')
    expect(words).toContain('Authorization: Bearer KEY')
    expect(words).not.toContain(key)
  })
})

test('many requests may be sent on one connection', async () => {
  const { port, host } = await api()
  const socket = await connected(port)
  const heard: string[] = []
  const both = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      heard.push(...(chunk.toString().match(/"ok":true/g) ?? []))
      if (heard.length === 2) resolve()
    })
  })
  socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(2))
  await both
})
