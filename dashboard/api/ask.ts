import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import { key } from './key.ts'

/** What the API answers in place of what was asked for (RFC 9457), or that it does not answer. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** 0: there was no answer. */
  readonly status: number
  /** What programs go by, as `not-found`; `no-answer` where there was none. */
  readonly slug: string
  readonly title: string
  /** Each mistake with its field. */
  readonly problems: readonly { path: string; message: string }[]
  /** With `changed-meanwhile`: the thing as it stands now. */
  readonly current: unknown
  readonly etag: string | undefined
  /** It concerns every question alike, and may pass. */
  readonly isOutage: boolean

  constructor({ status, type, title, detail, problems = [], current, etag }: ProblemAnswer) {
    super(detail ?? title)
    this.status = status
    this.isOutage = status === 0 || status >= 500
    this.slug = type.slice(type.lastIndexOf(':') + 1)
    this.title = title
    this.problems = problems
    this.current = current
    this.etag = etag
  }
}

interface ProblemAnswer {
  status: number
  type: string
  title: string
  detail?: string
  problems?: readonly { path: string; message: string }[]
  current?: unknown
  etag?: string
}

export interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: object
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

export interface Reply<T> {
  /** 304: the body is absent, and what was answered before still holds. */
  status: number
  body: T
  etag?: string
  location?: string
  /** Of a list that was read whole: how many pages it had. Default 1. */
  pages?: number
}

/** Every answer takes at most 10 s: whoever has not answered by then has stopped. */
const LONGEST_WAIT: Millis = 30 * SECOND

/** Asks the API; `path` is under `/api/v1`. Throws `Refused`, or the signal's reason. */
export async function ask<T = undefined>(path: string, question: Question = {}): Promise<Reply<T>> {
  const { status, headers, body } = await answered(path, question)
  const etag = headers.get('etag') ?? undefined
  const location = headers.get('location') ?? undefined
  return { status, body: body as T, ...(etag && { etag }), ...(location && { location }) }
}

/** The same as text or a file, by `accept`, as `text/csv`. */
export async function askText(path: string, accept: string): Promise<{ text: string; name?: string }> {
  const { headers, text } = await answered(path, { headers: { accept } })
  const [, name] = /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '') ?? []
  return { text, ...(name !== undefined && { name }) }
}

interface Answered {
  status: number
  headers: Headers
  /** All of it: a connection may end within. */
  text: string
  /** The same, if it is JSON. */
  body: unknown
}

async function answered(
  path: string,
  { method = 'GET', body, headers, signal }: Question,
): Promise<Answered> {
  const ended = new AbortController()
  const end = () => ended.abort()
  const limit = setTimeout(end, LONGEST_WAIT)
  signal?.addEventListener('abort', end)
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key.value ?? ''}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: ended.signal,
      credentials: 'omit',
      redirect: 'error',
    })
    const text = await response.text()
    const { status, headers: told } = response
    const answer = (told.get('content-type') ?? '').includes('json')
      ? (JSON.parse(text) as unknown)
      : undefined
    if (status >= 400) throw refusal(response, answer)
    return { status, headers: told, text, body: answer }
  } catch (error) {
    if (signal?.aborted || error instanceof Refused) throw error
    throw new Refused({
      status: 0,
      type: 'no-answer',
      title: 'No answer',
      detail: 'Roundtrip does not answer: it was stopped, or the network is down.',
    })
  } finally {
    clearTimeout(limit)
    signal?.removeEventListener('abort', end)
  }
}

function refusal({ status, statusText, headers }: Response, body: unknown): Refused {
  const etag = headers.get('etag')
  const problem = (body ?? {
    type: 'unknown',
    title: statusText || 'The answer could not be read',
  }) as ProblemAnswer
  return new Refused({ ...problem, status, ...(etag !== null && { etag }) })
}
