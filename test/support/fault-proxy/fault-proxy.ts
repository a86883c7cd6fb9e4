import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { type AwsCall, readAwsCall } from './aws-call.ts'
import { type AwsFault, type FaultPlan, faultPlan } from './fault-plan.ts'
import { type Refusal, brokenInside, throttled } from './refusal.ts'

/** One attempt that came through, and what was done to it. */
export interface RecordedCall extends AwsCall {
  fault: AwsFault | undefined
}

export interface FaultProxy extends Omit<FaultPlan, 'faultOf'> {
  /** On 127.0.0.1 alone. */
  url: string
  /** Every attempt, in order. */
  readonly calls: readonly RecordedCall[]
  forgetCalls(): void
  close(): Promise<void>
}

/**
 * Stands in front of an AWS endpoint on this machine, counts what is asked of it, and fails what it is told
 * to fail.
 */
export async function faultProxy(endpoint: string): Promise<FaultProxy> {
  const { faultOf, ...plan } = faultPlan()
  const agent = new Agent({ keepAlive: true })
  let calls: RecordedCall[] = []
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy())
  })

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming
    const body = await bodyOf(incoming)
    const call = readAwsCall({ method, path, headers, body: body.toString() })
    const fault = faultOf(call)
    calls.push({ ...call, fault })
    if (fault === 'throttled' || fault === 'fails before') {
      refuse(outgoing, fault === 'throttled' ? throttled(call) : brokenInside(call))
      return
    }
    if (fault === 'silent before') return
    const onward = request(new URL(path, endpoint), {
      method,
      headers: { ...headers, host: new URL(endpoint).host },
      agent,
    })
    onward.end(body)
    const [answer] = (await once(onward, 'response')) as [IncomingMessage]
    const said = await bodyOf(answer)
    if (fault === 'fails after') refuse(outgoing, brokenInside(call))
    else if (fault === 'answer lost') outgoing.destroy()
    else if (fault !== 'silent after') outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(said)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    ...plan,
    url: `http://127.0.0.1:${String(port)}`,
    get calls() {
      return calls
    },
    forgetCalls: () => void (calls = []),
    async close() {
      agent.destroy()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function refuse(outgoing: ServerResponse, { status, headers, body }: Refusal): void {
  outgoing.writeHead(status, headers).end(body)
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
