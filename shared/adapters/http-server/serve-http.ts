import { once } from 'node:events'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'

import { getRequestListener } from '@hono/node-server'

import { sameSecret } from '../../core/identity/same-secret.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import type { Address } from '../../core/wording/home-address.ts'
import { announceEndpoint, readAnnounced } from './endpoint-file.ts'
import { homeKeys } from './home-keys.ts'
import { listenOn, usualPorts } from './listen.ts'
import { PROOF_HEADER, proofAskedOf } from './proof.ts'
import { unprovedConnections } from './unproved-connections.ts'

/** What is served, and where. */
export interface Serving {
  /** Holds the keys, and where the API was served last; made before. */
  folder: string
  /** This one or none; absent: that of the last time, else the first free one from 7025 on. 0: any. */
  port?: number | undefined
  fetch(at: ServedAt): (request: Request) => Response | Promise<Response>
  limits?: Limits
}

export interface ServedAt {
  keys: { page: string; metrics: string }
  /** Hosts that a request may name. */
  hosts: readonly string[]
}

export interface Served extends Address {
  /** The port that was wanted, and that another program has. */
  portInUse?: number
  /** Waits for answers under way for 1 s, then ends every connection. */
  close(): Promise<void>
}

/** What clients get at the most. */
export interface Limits {
  /** From the connection to the first request with a key. */
  unprovedMs: Millis
  /** From the first octet of a request to its last. */
  requestMs: Millis
  /** Between two octets, also while the answer is being read. */
  idleMs: Millis
  /** Answers under way when the server is closed. */
  lastAnswersMs: Millis
}

const LIMITS: Limits = {
  unprovedMs: 5 * SECOND,
  requestMs: 30 * SECOND,
  idleMs: 60 * SECOND,
  lastAnswersMs: SECOND,
}

/** Browsers send the cookies of every other port of 127.0.0.1 along. */
const MAX_HEADER_OCTETS = 32 * 1024
const MAX_CONNECTIONS = 128

/** Serves an app on 127.0.0.1 alone, for whoever holds a key of the folder; throws `CannotServe`. */
export async function serveHttp({ folder, port, fetch, limits = LIMITS }: Serving): Promise<Served> {
  const keys = await homeKeys(folder)
  const server = limitedServer(limits)
  const ports = port === undefined ? usualPorts(await lastPort(folder)) : [port]
  const at = await listenOn(server, ports)
  const hosts = hostsAt(at)
  answerAll(server, { keys, hosts }, fetch({ keys, hosts }), limits)
  const url = `http://127.0.0.1:${at}`
  const [wanted = at] = ports
  const close = () => closeServer(server, limits)
  try {
    await announceEndpoint(folder, { endpoint: url, secret: keys.page }, 'api.json')
  } catch (error) {
    await close()
    throw error
  }
  return { url, key: keys.page, ...(wanted !== 0 && wanted !== at && { portInUse: wanted }), close }
}

function limitedServer({ requestMs, idleMs }: Limits): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_OCTETS,
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(SECOND, requestMs / 2),
  })
  server.maxConnections = MAX_CONNECTIONS
  server.timeout = idleMs
  return server
}

/** The file stays when the server is closed: by it the next one finds the port again. */
async function lastPort(folder: string): Promise<number | undefined> {
  const last = await readAnnounced(folder, 'api.json')
  return last && Number(new URL(last.endpoint).port)
}

/** As the address is printed, and as people type it; browsers leave out port 80. */
function hostsAt(port: number): string[] {
  return ['127.0.0.1', 'localhost'].flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])])
}

function answerAll(
  server: Server,
  { keys, hosts }: ServedAt,
  fetch: (request: Request) => Response | Promise<Response>,
  { unprovedMs }: Limits,
): void {
  const prove = unprovedConnections(server, unprovedMs)
  const listener = getRequestListener((request) => fetch(standard(request)), { overrideGlobalObjects: false })

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { headers, url = '', socket } = request
    // A target with a host of its own (RFC 9112 §3.2.2) is for proxies, and would outdo `Host`.
    if (!url.startsWith('/')) return void response.writeHead(400, { connection: 'close' }).end()
    const proof = hosts.includes(headers.host ?? '') ? proofAskedOf(keys.page, headers) : undefined
    if (proof !== undefined) return void response.writeHead(204, { [PROOF_HEADER]: proof }).end()
    const token = headers.authorization?.replace(/^Bearer +/i, '')
    if (token !== undefined && Object.values(keys).some((key) => sameSecret(token, key))) prove(socket)
    void listener(request, response)
  })
}

const WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE']

/** The adapter's own request is none that Node makes another of, as a limit on its body does. */
function standard(request: Request): Request {
  const { url, method, headers, body } = request
  if (!WITH_BODY.includes(method)) return request
  const isThere = headers.has('content-length') || headers.has('transfer-encoding')
  return new Request(url, { method, headers, ...(isThere && { body, duplex: 'half' }) })
}

async function closeServer(server: Server, { lastAnswersMs }: Limits): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const end = setTimeout(() => server.closeAllConnections(), lastAnswersMs)
  await closed
  clearTimeout(end)
}
