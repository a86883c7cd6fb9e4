import { Agent, request } from 'node:http'
import { json } from 'node:stream/consumers'

import { findEndpoint } from '../../shared/adapters/http-server/endpoint-file.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'

/** How long an answer may take. */
const ANSWER_TIMEOUT: Millis = 20 * SECOND

export interface ApiAnswer {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Parsed; of a refusal: the problem (RFC 9457), whose `detail` is for people. */
  body: unknown
}

/** The API that a process of this user serves, as whoever holds its key. */
export interface ServedApi {
  /** As `http://127.0.0.1:7025`. */
  url: string
  key: string
  /** `path` is one under `/api/v1`; `body` is sent as JSON. Throws where no answer comes in time. */
  ask(
    method: string,
    path: string,
    options?: { body?: object; headers?: Readonly<Record<string, string>> },
  ): Promise<ApiAnswer>
}

/** The API over this folder, found and proved to be it; `undefined`: none is served now. */
export async function servedApi(folder: string): Promise<ServedApi | undefined> {
  const found = await findEndpoint(folder, 'api.json')
  if (!found) return undefined
  const { endpoint: url, secret: key } = found
  return { url, key, ask: (...asked) => answerOf(`${url}/api/v1`, key, ...asked) }
}

/** By an agent of its own, which is never sent to a proxy. */
function answerOf(
  base: string,
  key: string,
  method: string,
  path: string,
  { body, headers = {} }: { body?: object; headers?: Readonly<Record<string, string>> } = {},
): Promise<ApiAnswer> {
  const text = body && JSON.stringify(body)
  const all = {
    authorization: `Bearer ${key}`,
    ...(text !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  }
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT)
    request(base + path, { method, agent: new Agent(), headers: all, signal }, (answer) => {
      const { statusCode: status = 0 } = answer
      const isJson = answer.headers['content-type']?.includes('json') === true
      const read = isJson ? json(answer) : Promise.resolve(answer.resume()).then(() => undefined)
      read.then((parsed) => resolve({ status, headers: answer.headers, body: parsed }), reject)
    })
      .on('error', reject)
      .end(text)
  })
}
