import type { Readable } from 'node:stream'

import { MINUTE, type Millis, SECOND } from '../../core/time/units.ts'

/** What a client of the AWS SDK waits for, in each attempt; its retries come on top. */
export interface Patience {
  connectMs: Millis
  /** From the request to the end of the answer. */
  answerMs: Millis
}

/** For a function: Lambda ends the process before long. */
export const FUNCTION_PATIENCE: Patience = { connectMs: 2 * SECOND, answerMs: 5 * SECOND }

/** For a person, whose line may be slow. */
export const COMMAND_PATIENCE: Patience = { connectMs: 5 * SECOND, answerMs: 20 * SECOND }

/** For a database in this process: it is slow where the machine is busy, and each retry would add to that. */
export const OWN_PROCESS_PATIENCE: Patience = { connectMs: MINUTE, answerMs: 5 * MINUTE }

interface AwsClient {
  config: {
    readonly serviceId: string
    requestHandler: {
      handle: (request: never, options?: never) => Promise<{ response: { body?: Readable } }>
    }
  }
}

/**
 * A client of the SDK that waits no longer than this in each attempt, for all of the answer: the SDK's
 * `requestTimeout` ends with its first line, its `socketTimeout` begins anew with each octet. What takes longer
 * throws a `TimeoutError` that names service and limit, after the retries.
 */
export function clientInTime<Config extends object, Client extends AwsClient>(
  Kind: new (config: Config) => Client,
  { connectMs, answerMs }: Patience,
  config?: Config,
): Client {
  const requestHandler = {
    connectionTimeout: connectMs,
    requestTimeout: answerMs,
    throwOnRequestTimeout: true,
  }
  const client = new Kind({ ...config, requestHandler } as unknown as Config)
  const { serviceId, requestHandler: handler } = client.config
  const handle = handler.handle.bind(handler)
  handler.handle = async (request, options) => {
    const startedMs = performance.now()
    const answer = await handle(request, options).catch((error: unknown) => {
      throw error instanceof Error && error.name === 'TimeoutError' ? timedOut(serviceId, error) : error
    })
    const { body } = answer.response
    const late = new Error(`the answer was not whole within ${String(answerMs)} ms`)
    if (body) endBy(body, answerMs - (performance.now() - startedMs), timedOut(serviceId, late))
    return answer
  }
  return client
}

function endBy(body: Readable, leftMs: Millis, error: Error): void {
  const timer = setTimeout(() => body.destroy(error), Math.max(0, leftMs))
  body.once('close', () => clearTimeout(timer))
}

/** As the SDK's own look, so that it tries again; with `$metadata` it adds no hint of its own. */
function timedOut(serviceId: string, cause: Error): Error {
  const error = new Error(`${serviceId}: ${cause.message}`, { cause })
  return Object.assign(error, { name: 'TimeoutError', code: 'ETIMEDOUT', $metadata: {} })
}
