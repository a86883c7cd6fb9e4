import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { SESv2Client } from '@aws-sdk/client-sesv2'
import { onTestFinished } from 'vitest'

/** A request of `SendEmail`, with the message as it came. */
export interface SesRequest {
  path: string
  from: string
  to: readonly string[]
  configurationSet: string
  tags: Readonly<Record<string, string>>
  raw: string
  headers: IncomingMessage['headers']
}

/**
 * What is done with one request: `refuse` in SES's form; `hang-up` before or after the message was taken; `stall`
 * the same and never answer.
 */
export type SesAct =
  | { refuse: number; type: string; message: string }
  | { hangUp: 'before' | 'after' }
  | { stall: 'before' | 'after' }

export interface SesServer {
  readonly url: string
  readonly requests: readonly SesRequest[]
  /** Those that were taken. */
  readonly taken: readonly SesRequest[]
  /** What is done with the next requests, one each; then all is well again. */
  script(...acts: readonly SesAct[]): void
  /** A client of it that makes one attempt. */
  readonly client: SESv2Client
  close(): Promise<void>
}

/** By these keys the client signs. */
export const SES_SECRET = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY'
const ID = '010201936f0a7d2e-5d0f0a3c-2f5b-4f0c-9a52-1f1f3b9c0000-'

/**
 * Amazon SES on 127.0.0.1: API v2, `SendEmail` alone. `deliver` is given what it took, with the `Message-ID` that SES
 * writes in the place of ours. Outside a test use `startSesServer` and close it.
 */
export async function sesServer(deliver?: (raw: string) => void): Promise<SesServer> {
  const server = await startSesServer(deliver)
  onTestFinished(server.close)
  return server
}

export async function startSesServer(deliver: (raw: string) => void = () => undefined): Promise<SesServer> {
  const requests: SesRequest[] = []
  const taken: SesRequest[] = []
  const acts: SesAct[] = []

  function take(request: SesRequest): string {
    taken.push(request)
    const messageId = `${ID}${String(taken.length).padStart(6, '0')}`
    deliver(request.raw.replace(/^Message-ID: .*$/m, `Message-ID: <${messageId}@eu-west-1.amazonses.com>`))
    return messageId
  }

  function answer(request: SesRequest, response: ServerResponse): void {
    const act = acts.shift()
    if (act && 'refuse' in act) {
      response.writeHead(act.refuse, { 'content-type': 'application/json', 'x-amzn-errortype': act.type })
      response.end(JSON.stringify({ message: act.message }))
      return
    }
    const isAfter = act && Object.values(act).includes('after')
    const messageId = !act || isAfter ? take(request) : ''
    if (act && 'stall' in act) return
    if (act) {
      response.destroy()
      return
    }
    response.writeHead(200, { 'content-type': 'application/json', 'x-amzn-requestid': 'r-1' })
    response.end(JSON.stringify({ MessageId: messageId }))
  }

  const server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      const request = requestOf(incoming, body)
      requests.push(request)
      answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const client = sesClient(url)
  const close = () => {
    client.destroy()
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { url, requests, taken, script: (...given) => void acts.push(...given), client, close }
}

export function sesClient(endpoint: string): SESv2Client {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: SES_SECRET }
  return new SESv2Client({ endpoint, region: 'eu-west-1', maxAttempts: 1, credentials })
}

interface Body {
  FromEmailAddress: string
  Destination: { ToAddresses: string[] }
  ConfigurationSetName: string
  EmailTags?: { Name: string; Value: string }[]
  Content: { Raw: { Data: string } }
}

function requestOf({ method, url = '', headers }: IncomingMessage, body: string): SesRequest {
  const sent = JSON.parse(body) as Body
  return {
    path: `${method ?? ''} ${url}`,
    from: sent.FromEmailAddress,
    to: sent.Destination.ToAddresses,
    configurationSet: sent.ConfigurationSetName,
    tags: Object.fromEntries((sent.EmailTags ?? []).map(({ Name, Value }) => [Name, Value])),
    raw: Buffer.from(sent.Content.Raw.Data, 'base64').toString('latin1'),
    headers,
  }
}
