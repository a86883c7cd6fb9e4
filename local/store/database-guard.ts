import { EventEmitter } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'

import { PROOF_HEADER, proofAskedOf } from '../../shared/adapters/http-server/proof.ts'
import { unprovedConnections } from '../../shared/adapters/http-server/unproved-connections.ts'
import { sameSecret } from '../../shared/core/identity/same-secret.ts'
import { SECOND } from '../../shared/core/time/units.ts'
import { refusalOfRequest } from './database-requests.ts'

/** Octets of a request: an item has 400 KB at the most, and its text may be six times as long. */
const MOST_OCTETS = 4 * 1024 * 1024

export interface DatabaseGuard {
  /** From now on; until then they are made, as at each start. */
  refuseNewTables(): void
}

/** What dynalite needs of a request. */
type Whole = EventEmitter & Pick<IncomingMessage, 'method' | 'headers' | 'url'>

interface Refusal {
  status: number
  message: string
  type: 'AccessDeniedException' | 'ValidationException' | 'InternalServerError'
}

/**
 * Stands before dynalite, which takes any credential, answers any web page, makes and deletes tables for
 * anybody, and throws out of the process over garbage. What comes through holds the secret of this start, is
 * whole, and is one of the requests that the product makes.
 */
export function guardDatabase(server: Server, secret: string): DatabaseGuard {
  const dynalite = server.listeners('request') as ((request: Whole, response: ServerResponse) => void)[]
  server.removeAllListeners('request')
  server.requestTimeout = server.headersTimeout = 10 * SECOND
  const prove = unprovedConnections(server)
  let newTables = true

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers } = request
    const proof = isForUs(request) ? proofAskedOf(secret, headers) : undefined
    if (proof !== undefined) {
      response.writeHead(204, { [PROOF_HEADER]: proof }).end()
      return
    }
    const refusal = refusalUnread(request, secret)
    if (refusal) {
      refuse(response, refusal)
      return
    }
    prove(request.socket)
    const body = await wholeOf(request)
    const message = refusalOfRequest(headers['x-amz-target'], body.toString(), newTables)
    if (message === undefined) passOn({ method, headers }, body, response)
    else refuse(response, { status: 400, message, type: 'ValidationException' })
  }

  function passOn(
    head: Pick<IncomingMessage, 'method' | 'headers'>,
    body: Buffer,
    response: ServerResponse,
  ): void {
    // dynalite reads a request as it comes; this one is there already, and what it throws comes back to us.
    const whole: Whole = Object.assign(new EventEmitter(), { ...head, url: '/' })
    for (const handle of dynalite) handle(whole, response)
    whole.emit('data', body)
    whole.emit('end')
  }

  server.on('request', (request, response) => {
    answer(request, response).catch(() => {
      if (!request.complete || response.headersSent) request.destroy()
      else refuse(response, { status: 500, message: 'not understood', type: 'InternalServerError' })
    })
  })
  return { refuseNewTables: () => void (newTables = false) }
}

/** Why nothing more is read of a request. */
function refusalUnread(request: IncomingMessage, secret: string): Refusal | undefined {
  const refused = (status: number, message: string): Refusal => ({
    status,
    message,
    type: 'AccessDeniedException',
  })
  if (!isForUs(request)) return refused(403, 'for programs of this machine alone')
  if (!holdsSecret(secret, request.headers)) return refused(403, 'the secret of this start is asked')
  const length = Number(request.headers['content-length'] ?? NaN)
  if (Number.isNaN(length)) return refused(411, 'a request says its length')
  return length > MOST_OCTETS ? refused(413, `a request has at most ${MOST_OCTETS} octets`) : undefined
}

/**
 * Whether the request holds the secret: it is the access key id of our clients, which stands in each request
 * of the SDK (AWS Signature Version 4, "Authorization header").
 */
function holdsSecret(secret: string, { authorization = '' }: IncomingHttpHeaders): boolean {
  const [, given] = /^AWS4-HMAC-SHA256 Credential=([^/,\s]{1,128})\//.exec(authorization) ?? []
  return given !== undefined && sameSecret(given, secret)
}

/**
 * Under the address of this machine, no name that somebody lets lead here (DNS rebinding), and from no page:
 * clients of ours are no browsers and send no Origin.
 */
function isForUs({ headers: { host, origin }, socket: { localPort } }: IncomingMessage): boolean {
  return origin === undefined && ['127.0.0.1', 'localhost'].some((name) => host === `${name}:${localPort}`)
}

async function wholeOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** In the form that the SDK takes errors in. */
function refuse(response: ServerResponse, { status, message, type }: Refusal): void {
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message })
  const headers = { 'Content-Type': 'application/x-amz-json-1.0', Connection: 'close' }
  response.writeHead(status, headers).end(body)
}
