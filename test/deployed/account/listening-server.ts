import { type AddressInfo, type Socket, createServer } from 'node:net'

/** A mailbox server of somebody else, which agrees to every login. */
export interface ListeningServer {
  port: number
  /** What was said to it so far, and by how many. */
  heard(): { calls: number; said: string }
  close(): Promise<void>
}

/** At `localhost`: another host than the address at which the demo mail server stands. */
export async function listeningServer(): Promise<ListeningServer> {
  const callers = new Set<Socket>()
  let said = ''
  const server = createServer((caller) => {
    callers.add(caller.on('error', () => undefined))
    caller.write('+OK ready\r\n')
    caller.on('data', (octets) => {
      const line = octets.toString('latin1')
      said += line
      caller.write(line.startsWith('CAPA') ? '-ERR\r\n' : '+OK\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => ({ calls: callers.size, said }),
    close() {
      for (const caller of callers) caller.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
