import { once } from 'node:events'
import { type IncomingHttpHeaders, type RequestListener, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { onTestFinished } from 'vitest'

export interface Posted {
  method: string | undefined
  url: string | undefined
  headers: IncomingHttpHeaders
  body: string
}

/** A webhook on 127.0.0.1 until the test ends, and what it heard; `answer` follows the whole request. */
export async function webhook(answer: RequestListener, path = '/hook') {
  const heard: Posted[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url, headers } = request
      heard.push({ method, url, headers, body })
      answer(request, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { heard, url: `http://127.0.0.1:${String(port)}${path}` }
}

export const takes: RequestListener = (_, response) => void response.writeHead(204).end()
