import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody outside who is told by GET that the watchdog lives. */
export interface Heart {
  /** On 127.0.0.1 alone. */
  url: string
  /** How often it was asked for. */
  readonly beats: number
  /** From now on it answers so; 200 at first. */
  answer(status: number): void
  close(): Promise<void>
}

export async function heart(): Promise<Heart> {
  let beats = 0
  let status = 200
  const server = createServer((_, answer) => {
    beats += 1
    answer.writeHead(status).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/beat`,
    get beats() {
      return beats
    },
    answer: (next) => void (status = next),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
