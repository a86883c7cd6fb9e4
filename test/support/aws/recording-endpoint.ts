import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface RecordedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Answer {
  status?: number
  body: string
  type?: string
  headers?: Readonly<Record<string, string>>
}

export interface RecordingEndpoint {
  readonly url: string
  readonly requests: readonly RecordedRequest[]
  close(): Promise<void>
}

/**
 * An HTTP server that keeps what it is asked and answers what it is told to; `undefined`: no answer at all.
 */
export async function recordingEndpoint(
  answer: (request: RecordedRequest) => Answer | undefined,
): Promise<RecordingEndpoint> {
  const requests: RecordedRequest[] = []
  const server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body,
      }
      requests.push(request)
      const given = answer(request)
      if (given === undefined) return
      const type = { 'content-type': given.type ?? 'application/json' }
      response.writeHead(given.status ?? 200, { ...type, ...given.headers })
      response.end(given.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Publishes like SNS: the query protocol, a message id each. */
export function snsEndpoint(): Promise<RecordingEndpoint> {
  return recordingEndpoint(() => ({
    type: 'text/xml',
    body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>
      <MessageId>00000000-0000-4000-8000-000000000000</MessageId></PublishResult>
      <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>`,
  }))
}

/** Holds parameters like SSM: GetParameters and PutParameter. */
export function ssmEndpoint(stored: Map<string, string>): Promise<RecordingEndpoint> {
  return recordingEndpoint(({ headers, body }) => {
    const input = JSON.parse(body) as { Names?: string[]; Name?: string; Value?: string }
    if (headers['x-amz-target'] === 'AmazonSSM.PutParameter') {
      stored.set(input.Name ?? '', input.Value ?? '')
      return { body: JSON.stringify({ Version: 1, Tier: 'Standard' }) }
    }
    const names = input.Names ?? []
    return {
      body: JSON.stringify({
        Parameters: names.flatMap((Name) => (stored.has(Name) ? [{ Name, Value: stored.get(Name) }] : [])),
        InvalidParameters: names.filter((name) => !stored.has(name)),
      }),
    }
  })
}

/** Holds secrets like Secrets Manager: GetSecretValue, CreateSecret, PutSecretValue and UpdateSecret. */
export function secretsManagerEndpoint(stored: Map<string, string>): Promise<RecordingEndpoint> {
  return recordingEndpoint(({ headers, body }) => {
    const input = JSON.parse(body) as { Name?: string; SecretId?: string; SecretString?: string }
    const operation = String(headers['x-amz-target']).replace('secretsmanager.', '')
    const name = input.Name ?? input.SecretId ?? ''
    const exists = stored.has(name)
    if (operation === 'CreateSecret' && exists) return refusal('ResourceExistsException', 'already exists')
    if (operation !== 'CreateSecret' && !exists) {
      return refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
    }
    if (operation !== 'GetSecretValue') stored.set(name, input.SecretString ?? '')
    return { body: JSON.stringify({ Name: name, SecretString: stored.get(name) }) }
  })
}

/** What AWS answers where it refuses, in its JSON protocols. */
export function refusal(type: string, message: string): Answer {
  return { status: 400, body: JSON.stringify({ __type: type, message }) }
}

/** Settings under which an SDK client speaks only to this endpoint and signs with nobody's keys. */
export const FAKE_AWS = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const
