import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

import { type Millis, SECOND } from '../../../core/time/units.ts'
import { endpointOf } from './endpoint-of.ts'
import { type ExchangeLimits, type ExchangeRequest, httpsExchange } from './https-exchange.ts'
import { type Credentials, signedHeaders } from './sign-request.ts'

/** How a service of AWS is called that takes and answers JSON. */
export interface JsonService {
  /** As the SDK calls it. */
  serviceId: string
  /** In host names, and in the scope of a signature. */
  hostPrefix: string
  /** What stands before the operation in `x-amz-target`. */
  target: string
  version: '1.0' | '1.1'
  /** The SDK makes so many; default: 3. */
  attempts?: number
  /** Text of a request; default: `JSON.stringify`. */
  write?: (input: object) => string
  /** An answer from its text; default: `JSON.parse`. */
  read?: (answer: string) => object
}

/** As the SDK's clients take it, as far as the functions say something. */
export interface JsonClientConfig {
  region?: string
  endpoint?: string
  credentials?: Credentials
  maxAttempts?: number
  requestHandler?: ExchangeLimits
}

/** An operation and its input: what the SDK calls a command. */
export interface Operation {
  readonly operation: string
  readonly input: object
}

const ATTEMPTS = 3
/** Before the second attempt at most so long, before each further one twice that; the SDK waits as long. */
const PAUSE: Millis = 50
const PAUSE_THROTTLED: Millis = SECOND
const LONGEST_PAUSE: Millis = 20 * SECOND

const THROTTLED = /Throttl|^(?:ProvisionedThroughputExceeded|RequestLimitExceeded|TooManyRequests)/
const TRANSIENT = /^(?:TimeoutError|RequestTimeout|InternalServerError|InternalFailure|ServiceUnavailable)/
const OF_THE_NETWORK = new Set([
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
])

interface Failure extends Error {
  code?: string
  $metadata?: { httpStatusCode?: number; requestId?: string | undefined }
}

/**
 * Calls one service of AWS as a client of the SDK does: signed, with its retries and its errors by their names. Its
 * credentials are those in the environment, as every function has them. It loads a tenth of what the SDK's does.
 */
export class JsonClient {
  readonly config
  readonly #service: JsonService
  readonly #endpoint: URL
  readonly #credentials: Credentials | undefined
  readonly #exchange
  readonly #attempts: number
  readonly #region: string

  constructor(service: JsonService, config: JsonClientConfig = {}) {
    this.#service = service
    this.#region = config.region ?? process.env.AWS_REGION ?? ''
    this.#endpoint = config.endpoint
      ? new URL(config.endpoint)
      : endpointOf(service, this.#region, process.env)
    this.#credentials = config.credentials
    this.#attempts = config.maxAttempts ?? service.attempts ?? ATTEMPTS
    this.#exchange = httpsExchange(config.requestHandler ?? {})
    // The rest of the function loads meanwhile.
    this.#exchange.open(this.#endpoint)
    this.config = {
      serviceId: service.serviceId,
      requestHandler: {
        handle: async (request: ExchangeRequest, { abortSignal }: { abortSignal?: AbortSignal } = {}) => ({
          response: { body: await this.#exchange.send(request, abortSignal) },
        }),
      },
    }
  }

  async send(operation: Operation, options: { abortSignal?: AbortSignal } = {}): Promise<object> {
    const body = this.#service.write?.(operation.input) ?? JSON.stringify(operation.input)
    const invocation = randomUUID()
    for (let attempt = 1; ; attempt += 1) {
      const which = {
        'amz-sdk-invocation-id': invocation,
        'amz-sdk-request': `attempt=${String(attempt)}; max=${String(this.#attempts)}`,
      }
      try {
        return await this.#attempt(operation.operation, body, which, options)
      } catch (error) {
        const base = pauseAfter(error as Failure)
        if (base === undefined || attempt >= this.#attempts || options.abortSignal?.aborted) throw error
        const longest = Math.min(LONGEST_PAUSE, base * 2 ** (attempt - 1))
        await pause(
          Math.random() * longest,
          undefined,
          options.abortSignal && { signal: options.abortSignal },
        )
      }
    }
  }

  /** `which`: tells attempts of one call apart, and calls, as the SDK does. */
  async #attempt(
    operation: string,
    body: string,
    which: Readonly<Record<string, string>>,
    options: { abortSignal?: AbortSignal },
  ): Promise<object> {
    const { hostPrefix, target, version, read } = this.#service
    const headers = signedHeaders(
      {
        host: this.#endpoint.host,
        headers: {
          'content-type': `application/x-amz-json-${version}`,
          'x-amz-target': `${target}.${operation}`,
          ...which,
        },
        body,
        service: hostPrefix,
        region: this.#region,
      },
      this.#credentials ?? credentialsIn(process.env),
      Date.now(),
    )
    const request = { endpoint: this.#endpoint, headers, body }
    const { response } = await this.config.requestHandler.handle(request, options)
    const answer = await text(response.body)
    if (response.body.statusCode !== 200) throw failureOf(response.body, answer)
    return read?.(answer) ?? (JSON.parse(answer) as object)
  }

  destroy(): void {
    this.#exchange.destroy()
  }
}

function credentialsIn(env: NodeJS.ProcessEnv): Credentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (!accessKeyId || !secretAccessKey) throw new Error('there are no credentials in the environment')
  const { AWS_SESSION_TOKEN: sessionToken } = env
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
}

/** An error as the SDK throws it (AWS JSON protocol, "Operation error serialization"). */
function failureOf({ statusCode, headers }: IncomingMessage, answer: string): Failure {
  let fields: { __type?: unknown; code?: unknown; message?: unknown; Message?: unknown } = {}
  try {
    fields = JSON.parse(answer) as typeof fields
  } catch {
    // A proxy's page, or nothing: the status says all.
  }
  const type = headers['x-amzn-errortype'] ?? fields.__type ?? fields.code
  const name = /(?:^|#)([A-Za-z]+)(?::|$)/.exec(typeof type === 'string' ? type : '')?.[1]
  const said = fields.message ?? fields.Message
  const message = typeof said === 'string' ? said : `the service answered ${String(statusCode)}`
  const requestId = headers['x-amzn-requestid']
  return Object.assign(new Error(message), {
    name: name ?? 'UnknownError',
    $metadata: {
      httpStatusCode: statusCode ?? 0,
      requestId: typeof requestId === 'string' ? requestId : undefined,
    },
  })
}

/** What it is waited from at most before the next attempt; `undefined`: another would come to the same. */
function pauseAfter(error: Failure): Millis | undefined {
  const status = error.$metadata?.httpStatusCode ?? 0
  if (status === 429 || THROTTLED.test(error.name)) return PAUSE_THROTTLED
  if (error.name === 'AbortError') return undefined
  const isTransient = TRANSIENT.test(error.name) || OF_THE_NETWORK.has(error.code ?? '')
  return isTransient || [500, 502, 503, 504].includes(status) ? PAUSE : undefined
}
