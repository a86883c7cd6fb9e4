import http from 'node:http'
import https from 'node:https'
import tls from 'node:tls'

/** Octets of an answer; the longest tokens have a tenth of it. */
const MOST_OCTETS = 65_536

/** The answer is longer than any of a token endpoint. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong'
}

export interface PostOptions {
  /** Trusted beside the usual authorities, PEM. */
  ca?: string | readonly string[] | undefined
}

/**
 * A `fetch` for one POST: over a connection of its own, which is closed at the end; TLS always verified,
 * redirects handed over and not followed, at most 64 KB read. Rejects with the signal's reason, with
 * `AnswerTooLong`, or with what the network says. Global `fetch` keeps connections, and takes no authority.
 */
export function boundedPost({ ca }: PostOptions): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const { status, headers, body } = await posted(new URL(url), init, ca)
    return new Response(noBody(status) ? null : body, { status, headers })
  }
}

interface Posted {
  status: number
  headers: [string, string][]
  body: Uint8Array<ArrayBuffer>
}

function posted(url: URL, init: RequestInit, ca: PostOptions['ca']): Promise<Posted> {
  const { promise, resolve, reject } = Promise.withResolvers<Posted>()
  const body = Buffer.from(String(init.body as URLSearchParams))
  const signal = init.signal ?? undefined
  const options = {
    method: 'POST',
    agent: false as const,
    headers: {
      ...(init.headers as Record<string, string>),
      'content-length': body.length,
      connection: 'close',
    },
  }
  const request =
    url.protocol === 'https:'
      ? https.request(url, { ...options, ...trusting(ca) })
      : http.request(url, options)
  const stop = () => request.destroy(asError(signal?.reason))
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  request.on('error', reject)
  request.on('close', () => {
    signal?.removeEventListener('abort', stop)
    reject(new Error('the connection was closed before the answer was whole'))
  })
  request.on('response', (response) => {
    const chunks: Buffer[] = []
    let octets = 0
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      octets += chunk.length
      if (octets > MOST_OCTETS) request.destroy(new AnswerTooLong(`more than ${MOST_OCTETS} octets`))
    })
    response.on('error', reject)
    response.on('end', () => {
      if (!response.complete) return
      const headers = Object.entries(response.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      )
      resolve({ status: response.statusCode ?? 0, headers, body: new Uint8Array(Buffer.concat(chunks)) })
    })
  })
  request.end(body)
  return promise
}

/** Node takes what is given for the usual authorities, and not beside them. */
function trusting(ca: PostOptions['ca'] = []): { ca?: string[] } {
  const own = [ca].flat()
  return own.length === 0 ? {} : { ca: [...tls.getCACertificates('default'), ...own] }
}

/** `Response` takes none with these (Fetch standard, null body status). */
function noBody(status: number): boolean {
  return [204, 205, 304].includes(status)
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted')
}
