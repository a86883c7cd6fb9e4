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

  constructor({ status, type, title, detail, problems = [], current, etag }: ProblemAnswer) {
    super(detail ?? title)
    this.status = status
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
}

/** Asks the API; `path` is under `/api/v1`. Throws `Refused`, or the signal's reason. */
export async function ask<T = undefined>(path: string, question: Question = {}): Promise<Reply<T>> {
  const response = await fetched(path, question)
  const etag = response.headers.get('etag') ?? undefined
  const location = response.headers.get('location') ?? undefined
  const body = await bodyOf(response)
  if (response.status >= 400) throw refusal(response, body, etag)
  return { status: response.status, body: body as T, ...(etag && { etag }), ...(location && { location }) }
}

/** The same as text or a file, by `accept`, as `text/csv`. */
export async function askText(path: string, accept: string): Promise<{ text: string; name?: string }> {
  const response = await fetched(path, { headers: { accept } })
  if (response.status >= 400) throw refusal(response, await bodyOf(response))
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
  return { text: await response.text(), ...(name !== undefined && { name }) }
}

async function fetched(path: string, { method = 'GET', body, headers, signal }: Question): Promise<Response> {
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key.value ?? ''}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      credentials: 'omit',
      redirect: 'error',
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Refused({
      status: 0,
      type: 'no-answer',
      title: 'No answer',
      detail: 'Roundtrip does not answer: it has ended, or the network is gone.',
    })
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return undefined
  return response.json()
}

function refusal({ status, statusText }: Response, body: unknown, etag?: string): Refused {
  const problem = (body ?? {
    type: 'unknown',
    title: statusText || 'No answer that can be read',
  }) as ProblemAnswer
  return new Refused({ ...problem, status, ...(etag !== undefined && { etag }) })
}
