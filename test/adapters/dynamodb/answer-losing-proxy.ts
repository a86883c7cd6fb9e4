import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the answer to a write that was carried out goes missing: the connection breaks, or a server on the way says 500. */
export type Loss = 'reset' | '500'

export interface AnswerLosingProxy {
  endpoint: string
  /** The next request of this DynamoDB action is passed on and carried out; its answer is lost. */
  loseNext(action: string, loss: Loss): void
  /** The actions that came through, in order. */
  readonly actions: readonly string[]
  close(): Promise<void>
}

/** Stands in front of a DynamoDB endpoint on this machine and, when told to, keeps an answer to itself. */
export async function answerLosingProxy(endpoint: string): Promise<AnswerLosingProxy> {
  const actions: string[] = []
  const losses: { action: string; loss: Loss }[] = []

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing))

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const action = String(incoming.headers['x-amz-target']).replace(/^.*\./, '')
    actions.push(action)
    const onward = request(endpoint, { method: 'POST', headers: incoming.headers })
    onward.end(await bodyOf(incoming))
    const [answer] = (await once(onward, 'response')) as [IncomingMessage]
    const body = await bodyOf(answer)
    if (losses[0]?.action !== action) {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(body)
    } else if (losses.shift()?.loss === 'reset') {
      outgoing.destroy()
    } else {
      outgoing.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' })
      outgoing.end('{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"lost"}')
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    loseNext: (action, loss) => void losses.push({ action, loss }),
    actions,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
