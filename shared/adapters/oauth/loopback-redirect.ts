import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface RedirectOptions {
  /** What the browser must bring back; whoever does not know it gets nothing. */
  state: string
  /** As the client's registered redirect address has it. */
  hostname: 'localhost' | '127.0.0.1'
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
}

/**
 * Listens on 127.0.0.1, at a port that is free, for the one redirect that a login ends with (RFC 8252 §7.3).
 * Any other path, method, host or state is refused, and the wait goes on; disposal closes the port.
 */
export async function waitForRedirect({ state, hostname }: RedirectOptions) {
  const arrived = Promise.withResolvers<URLSearchParams>()
  const server = createServer({ maxHeaderSize: 32_768 }, (request, response) => {
    const query = queryOf(request, `${hostname}:${port}`)
    if (query === undefined) {
      answer(response, 404, 'There is nothing here.')
      return
    }
    if (query.get('state') !== state || !(query.has('code') || query.has('error'))) {
      answer(response, 400, 'This is not the login that was begun here.')
      return
    }
    // The port is closed after that, and the page must have left by then.
    response.on('close', () => arrived.resolve(query))
    answer(response, 200, 'You can close this window. The terminal shows whether the login was completed.')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    /** Without a slash: Entra compares it with the registered `http://localhost`, but for the port. */
    uri: `http://${hostname}:${port}`,
    /** What the browser brought back; `undefined`: the signal fired before. */
    async next(signal: AbortSignal): Promise<URLSearchParams | undefined> {
      const stopped = Promise.withResolvers<undefined>()
      const stop = () => stopped.resolve(undefined)
      if (signal.aborted) return undefined
      signal.addEventListener('abort', stop, { once: true })
      try {
        return await Promise.race([arrived.promise, stopped.promise])
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    async [Symbol.asyncDispose](): Promise<void> {
      const closed = new Promise((done) => server.close(done))
      server.closeIdleConnections()
      // A browser that keeps its connection open must not keep the command from ending.
      server.closeAllConnections()
      await closed
    },
  }
}

/** `undefined`: not what the browser is sent to. A foreign Host is a page that has our address in its DNS. */
function queryOf({ method, url = '', headers }: IncomingMessage, host: string): URLSearchParams | undefined {
  if (method !== 'GET' || headers.host !== host || !url.startsWith('/')) return undefined
  // What begins with two slashes names another host, and may be no address at all.
  if (url.startsWith('//') || !URL.canParse(url, `http://${host}`)) return undefined
  const { origin, pathname, searchParams } = new URL(url, `http://${host}`)
  return origin === `http://${host}` && pathname === '/' ? searchParams : undefined
}

function answer(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, HEADERS)
  response.end(`<!DOCTYPE html><html lang="en"><title>Roundtrip</title><p>${sentence}</p></html>`)
}
