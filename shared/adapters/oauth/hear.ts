import * as oauth from 'oauth4webapi'

import { unavailable } from '../../core/grant/endpoint/endpoint-refusals.ts'
import type { Asked, EndpointAnswer, EndpointRefusal } from '../../core/grant/endpoint/said-error.ts'
import { AnswerTooLong, type PostOptions, boundedPost } from './bounded-post.ts'
import { hidingWhatWasSent } from './hide-sent.ts'
import { whyUnreachable } from './unreachable.ts'

export type RequestOptions = oauth.TokenEndpointRequestOptions

export type Heard =
  | { kind: 'answer'; answer: EndpointAnswer; hide: Asked['hide'] }
  | { kind: 'unheard'; refusal: EndpointRefusal }

/**
 * Makes one request by the library, and reads its whole answer; never throws for what the network does. `key`: what
 * signs it, PEM.
 */
export function hearing({ ca }: PostOptions) {
  const post = boundedPost({ ca })
  return async function hear(
    host: string,
    signal: AbortSignal,
    send: (options: RequestOptions) => Promise<Response>,
    key?: string,
  ): Promise<Heard> {
    const { noted, hide } = hidingWhatWasSent(key)
    try {
      const response = await send({
        signal,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- a grant has http:// for loopback alone
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: (url: string, init: RequestInit) => {
          noted(init.body as URLSearchParams)
          return post(url, init)
        },
        headers: { 'user-agent': 'Roundtrip' },
      })
      const answer = {
        status: response.status,
        retryAfter: response.headers.get('retry-after') ?? undefined,
        text: await response.text(),
      }
      return { kind: 'answer', answer, hide }
    } catch (error) {
      return { kind: 'unheard', refusal: unavailable(whyUnheard(error, host, signal)) }
    }
  }
}

/** Words of ours alone: an error of the network, or of the library, may hold what was sent. */
function whyUnheard(error: unknown, host: string, signal: AbortSignal): string {
  if (signal.aborted) return `${host} did not answer in time`
  if (error instanceof AnswerTooLong) return `${host} answered more than 64 KB`
  return `${host} ${whyUnreachable(error)}`
}
