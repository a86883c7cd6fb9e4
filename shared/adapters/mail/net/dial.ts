import net from 'node:net'

import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { EvidenceKind } from '../../../core/run/evidence.ts'
import { errnoOf } from './errno.ts'
import { CONNECT_TIMEOUT, type Network, type ResolvedAddress, lookupAll } from './network.ts'
import { untilAborted } from './until-aborted.ts'

/** Why one address took no connection. */
interface Attempt {
  kind: Extract<EvidenceKind, 'connection-refused' | 'connection-lost' | 'unreachable' | 'connect-timeout'>
  errno?: string
}

/**
 * Connects to a server by TCP in the phases `resolve` and `connect`: every address of the host in turn, each
 * within its share of the deadline. An IP address needs no `resolve`. Throws `ProbeError` of kind
 * `host-not-found`, `dns-failure`, `connection-refused`, `unreachable`, `connect-timeout`, `connection-lost`
 * or `deadline`; then nothing is left open. Late errors of the socket are absorbed; whoever holds it listens
 * for its `close`.
 */
export async function dial(
  server: { host: string; port: number },
  dialogue: Dialogue,
  signal: AbortSignal,
  network: Network,
): Promise<net.Socket> {
  const addresses = net.isIP(server.host)
    ? [{ address: server.host, family: net.isIP(server.host) }]
    : await dialogue.during('resolve', () => resolve(server.host, dialogue, signal, network))
  return dialogue.during('connect', () => connectToAny(addresses, server.port, dialogue, signal, network))
}

async function resolve(
  host: string,
  dialogue: Dialogue,
  signal: AbortSignal,
  network: Network,
): Promise<readonly ResolvedAddress[]> {
  const { side, phase } = dialogue
  try {
    const addresses = await untilAborted(signal, () => (network.lookup ?? lookupAll)(host))
    if (addresses.length === 0) throw new ProbeError({ side, phase, kind: 'host-not-found' })
    dialogue.note(`${host} is ${addresses.map(({ address }) => address).join(', ')}`)
    return addresses
  } catch (cause) {
    if (cause instanceof ProbeError) throw cause
    if (signal.aborted) throw new ProbeError({ side, phase, kind: 'deadline' }, cause)
    const errno = errnoOf(cause)
    const kind = errno === 'ENOTFOUND' || errno === 'ENODATA' ? 'host-not-found' : 'dns-failure'
    dialogue.note(`${host} was not resolved: ${errno ?? String(cause)}`)
    throw new ProbeError({ side, phase, kind, ...(errno !== undefined && { errno }) }, cause)
  }
}

async function connectToAny(
  addresses: readonly ResolvedAddress[],
  port: number,
  dialogue: Dialogue,
  signal: AbortSignal,
  network: Network,
): Promise<net.Socket> {
  const { side, phase } = dialogue
  const attempts: Attempt[] = []
  for (const { address } of addresses) {
    if (signal.aborted) break
    const where = net.isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`
    const tried = await connectTo(address, port, signal, network)
    if (tried instanceof net.Socket) {
      dialogue.note(`connected to ${where}`)
      return tried
    }
    dialogue.note(`${where}: ${tried.errno ?? tried.kind}`)
    attempts.push(tried)
  }
  if (signal.aborted) throw new ProbeError({ side, phase, kind: 'deadline' }, signal.reason)
  // An address family that this machine has no route for says nothing of the server, the other addresses do.
  const telling = attempts.findLast(({ kind }) => kind !== 'unreachable') ?? attempts.at(-1)
  throw new ProbeError({ side, phase, kind: 'unreachable', ...telling })
}

/** Never rejects. A socket that did not connect is destroyed, its SYN with it. */
function connectTo(
  address: string,
  port: number,
  signal: AbortSignal,
  network: Network,
): Promise<net.Socket | Attempt> {
  return new Promise((done) => {
    // No `autoSelectFamily`: its 250 ms an address would call a far server dead.
    const socket = net.connect({ host: address, port, autoSelectFamily: false, noDelay: true })
    const giveUp = (attempt: Attempt) => {
      socket.destroy()
      settle(attempt)
    }
    const settle = (result: net.Socket | Attempt) => {
      disarm()
      signal.removeEventListener('abort', onAbort)
      done(result)
    }
    const onAbort = () => giveUp({ kind: 'connect-timeout' })
    const disarm = network.clock.after(network.connectMs ?? CONNECT_TIMEOUT, () =>
      giveUp({ kind: 'connect-timeout' }),
    )
    // Stays for the life of the socket: an error after the result is known must not end the process.
    socket.on('error', (error) => giveUp(attemptOf(errnoOf(error))))
    socket.once('connect', () => settle(socket))
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

function attemptOf(errno: string | undefined): Attempt {
  const code = errno === undefined ? {} : { errno }
  if (errno === 'ECONNREFUSED') return { kind: 'connection-refused', ...code }
  // The connection stood, and was reset before we were told: the same as a moment later.
  if (errno === 'ECONNRESET') return { kind: 'connection-lost', ...code }
  if (errno === 'ETIMEDOUT') return { kind: 'connect-timeout', ...code }
  return { kind: 'unreachable', ...code }
}
