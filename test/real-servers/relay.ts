import { once } from 'node:events'
import net from 'node:net'

/** What lies between a client and a server of 127.0.0.1, and hands on everything as it is. */
export interface Relay extends AsyncDisposable {
  port: number
}

/** `before` is told each line of the client before the server is; what it does is waited for. */
export async function relayTo(
  port: number,
  before: (line: string) => Promise<void> | undefined,
): Promise<Relay> {
  const sockets = new Set<net.Socket>()
  const relay = net.createServer((client) => {
    const server = net.connect({ host: '127.0.0.1', port })
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    server.once('error', () => client.destroy())
    server.pipe(client)
    void handOn(client, server, before)
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  return {
    port: (relay.address() as net.AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      relay.close()
      await once(relay, 'close')
    },
  }
}

/** Resolves `heard` before the server is told the first line of a client for which `isIt` holds. */
export async function relayThatHears(
  port: number,
  isIt: (line: string) => boolean,
): Promise<Relay & { heard: Promise<undefined> }> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const relay = await relayTo(port, (line) => {
    if (isIt(line)) resolve(undefined)
    return undefined
  })
  return { ...relay, heard: promise }
}

async function handOn(
  client: net.Socket,
  server: net.Socket,
  before: (line: string) => Promise<void> | undefined,
): Promise<void> {
  try {
    for await (const chunk of client) {
      for (const line of String(chunk).split(/(?<=\n)/)) {
        await before(line.trimEnd())
        server.write(line)
      }
    }
  } catch {
    // A client that went away.
  }
  server.end()
}
