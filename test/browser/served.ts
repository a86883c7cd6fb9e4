import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'

import { builtPage } from '../../dashboard/build/built-page.ts'
import type { HttpHome } from '../../shared/http/home.ts'
import { KEYS } from '../http/api-world.ts'

const page = builtPage((error) => {
  throw error
})

interface AppWorld {
  app: { fetch: Parameters<typeof getRequestListener>[0] }
}

/** A world of the API with the page, on 127.0.0.1 until the test ends. */
export async function served<World extends AppWorld>(
  worldOf: (differing: Partial<HttpHome>) => World | Promise<World>,
  differing: Partial<HttpHome> = {},
) {
  const hosts: string[] = []
  const world = await worldOf({ hosts, page, ...differing })
  const listener = getRequestListener(world.app.fetch)
  const server = createServer((request, response) => void listener(request, response))
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const end = async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  const port = await listen(0)
  hosts.push(`127.0.0.1:${port}`)
  onTestFinished(async () => {
    if (server.listening) await end()
  })
  return {
    world,
    /** With the key, as it is printed. */
    address: (path: string) => `http://127.0.0.1:${port}${path}#key=${KEYS.page}`,
    /** As when the process has ended; `back` starts it again. */
    cut: end,
    back: () => listen(port),
  }
}
