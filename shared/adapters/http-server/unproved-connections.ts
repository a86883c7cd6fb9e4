import type { Server } from 'node:http'
import type { Socket } from 'node:net'

import { type Millis, SECOND } from '../../core/time/units.ts'

/** Any user of this machine can connect; these many may wait without a request that holds the secret. */
export const MOST_UNPROVED = 32
const PATIENCE: Millis = 5 * SECOND

/**
 * Ends connections that do not show the secret: after `patience` (default 5 s), or, when there are more than
 * 32, the oldest first, so that whoever opens them by the thousand keeps nobody out. Call what it answers for
 * each that did.
 */
export function unprovedConnections(server: Server, patience = PATIENCE): (proved: Socket) => void {
  const waiting = new Map<Socket, NodeJS.Timeout>()

  function forget(socket: Socket): void {
    clearTimeout(waiting.get(socket))
    waiting.delete(socket)
  }

  server.on('connection', (socket: Socket) => {
    waiting.set(socket, setTimeout(() => socket.destroy(), patience).unref())
    socket.once('close', () => forget(socket))
    const [oldest] = waiting.keys()
    if (waiting.size > MOST_UNPROVED) oldest?.destroy()
  })
  return forget
}
