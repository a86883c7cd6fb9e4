import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { CannotServe } from './cannot-serve.ts'

export const DEFAULT_PORT = 7025
/** The default port and those after it, before one is left to the system. */
const TRIED_PORTS = 10

/** The port of the last time, so that bookmarks hold; else the first free one from 7025 on; else any. */
export function usualPorts(last: number | undefined): readonly number[] {
  const usual = Array.from({ length: TRIED_PORTS }, (_, nth) => DEFAULT_PORT + nth)
  return [...(last === undefined ? [] : [last]), ...usual, 0]
}

/** Listens on 127.0.0.1, and no other address, at the first of these ports that is free; throws `CannotServe`. */
export async function listenOn(server: Server, ports: readonly number[]): Promise<number> {
  const [port = 0, ...others] = ports
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE' && others.length > 0) return listenOn(server, others)
    if (code === 'EADDRINUSE') {
      throw new CannotServe(
        `Port ${port} is in use by another program (${holderOf(port)} shows which); name another: --port N.`,
        { cause: error },
      )
    }
    if (code !== 'EACCES') throw error
    throw new CannotServe(
      `You have no permission to listen at port ${port}; name one above 1023: --port N.`,
      {
        cause: error,
      },
    )
  }
  return (server.address() as AddressInfo).port
}

/** The command that says which program has the port. */
function holderOf(port: number): string {
  return process.platform === 'linux' ? `ss -ltnp sport = :${port}` : `lsof -nP -iTCP:${port} -sTCP:LISTEN`
}
