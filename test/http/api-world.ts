import { httpApp } from '../../shared/http/app.ts'
import type { HttpHome } from '../../shared/http/home.ts'
import { viewsWorld } from '../cli/commands/views-world.ts'
import { agreesWithDocument } from './agrees-with-document.ts'

export const HOST = '127.0.0.1:7025'
export const KEYS = { page: 'the-page-key', metrics: 'the-metrics-key' }

export interface Asked {
  method?: string
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON; a string as it is. */
  body?: unknown
}

export interface Answered {
  status: number
  headers: Headers
  /** Parsed, where it is JSON. */
  body: unknown
  text: string
}

/** The API over a stack whose monitors have run, in memory. Every answer is checked against the document. */
export function apiWorld(differing: Partial<HttpHome> = {}) {
  const world = viewsWorld()
  const faults: unknown[] = []
  const home: HttpHome = {
    kind: 'stack',
    place: 'stack Roundtrip in eu-west-1',
    version: '0.1.0',
    reportZone: 'UTC',
    ports: world.ports,
    may: 'administer',
    keys: KEYS,
    hosts: [HOST],
    explain: () => undefined,
    report: (error) => void faults.push(error),
    ...differing,
  }
  const app = httpApp(home)

  /** Asks as somebody who has the key does; `path` under `/api/v1` unless it begins with `//`. */
  async function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> {
    const target = path.startsWith('//') ? path.slice(1) : `/api/v1${path}`
    const response = await app.request(`http://${HOST}${target}`, {
      method,
      headers: {
        host: HOST,
        authorization: `Bearer ${KEYS.page}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    const answered = {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && (JSON.parse(text) as unknown),
    }
    agreesWithDocument(method, target, answered)
    return answered
  }

  return { ...world, home, app, ask, faults }
}
