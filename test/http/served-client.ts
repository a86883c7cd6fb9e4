import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { getRequestListener } from '@hono/node-server'
import createClient from 'openapi-fetch'
import { onTestFinished } from 'vitest'

import type { paths } from '../golden/api.d.ts'
import { KEYS } from './api-world.ts'

/** A client made from the document, of a world that is served until the test ends. */
export async function servedClient<
  World extends { app: { fetch: Parameters<typeof getRequestListener>[0] } },
>(worldAt: (hosts: readonly string[]) => Promise<World>) {
  const hosts: string[] = []
  const world = await worldAt(hosts)
  const listener = getRequestListener(world.app.fetch)
  const server = createServer((request, response) => void listener(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  hosts.push(`127.0.0.1:${port}`)
  const headers = { authorization: `Bearer ${KEYS.page}` }
  return {
    world,
    host: `127.0.0.1:${port}`,
    api: createClient<paths>({ baseUrl: `http://127.0.0.1:${port}`, headers }),
  }
}
