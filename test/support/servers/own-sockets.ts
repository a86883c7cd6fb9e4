import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type net from 'node:net'

const watched = new AsyncLocalStorage<net.Socket[]>()

// Node tells of every socket that this process connects, in the context of whoever does so.
subscribe('net.client.socket', (message) => {
  watched.getStore()?.push((message as { socket: net.Socket }).socket)
})

/** What `work` comes to, and every socket that it connected on its way. */
export async function withOwnSockets<T>(
  work: () => Promise<T>,
): Promise<{ value: T; sockets: readonly net.Socket[] }> {
  const sockets: net.Socket[] = []
  return { value: await watched.run(sockets, work), sockets }
}
