import type net from 'node:net'
import { TLSSocket } from 'node:tls'

import type { LoginCover } from '../../../app/ports/login.ts'
import { isLoopback } from '../../../core/definition/fields/host-name.ts'
import type { ServerAddress } from '../../../core/definition/monitor.ts'
import { SCHEMES } from '../../../core/run/schemes.ts'

/**
 * What a login to this server stands over; `undefined` where nobody can be listening or take TLS away: TLS
 * came first, or it is this machine, by its written name and by where the connection went.
 */
export function coverOf(
  { scheme, host }: ServerAddress,
  socket: Pick<net.Socket, 'remoteAddress'>,
): LoginCover | undefined {
  const isHere = isLoopback(host) && (socket.remoteAddress === undefined || isLoopback(socket.remoteAddress))
  if (SCHEMES[scheme].tlsFirst || isHere) return undefined
  return socket instanceof TLSSocket ? 'tls' : 'clear'
}
