import { once } from 'node:events'
import net from 'node:net'

/** What lies between a client and a server of this machine, and hands on everything as it is. */
export interface Relay extends AsyncDisposable {
  /** 0 where it listens at a path. */
  port: number
}

/** Told each line of the client before the server is; what it does is waited for. */
export type BeforeLine = (line: string) => Promise<void> | undefined

/** Between a client and a port of 127.0.0.1, at a free port. */
export function relayTo(port: number, before: BeforeLine): Promise<Relay> {
  return relay({ host: '127.0.0.1', port }, before, { host: '127.0.0.1', port: 0 })
}

export async function relay(
  to: net.NetConnectOpts,
  before: BeforeLine,
  at: net.ListenOptions,
): Promise<Relay> {
  const sockets = new Set<net.Socket>()
  const listening = net.createServer((client) => {
    const server = net.connect(to)
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    server.pipe(client)
    void handOn(client, server, before)
  })
  listening.listen(at)
  await once(listening, 'listening')
  const address = listening.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      listening.close()
      await once(listening, 'close')
    },
  }
}

async function handOn(client: net.Socket, server: net.Socket, before: BeforeLine): Promise<void> {
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
