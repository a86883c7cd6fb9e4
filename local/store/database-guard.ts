import { EventEmitter } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

import { SECOND } from '../../shared/core/time/units.ts'
import { refusalOfRequest } from './database-requests.ts'
import { PROOF_HEADER, holdsSecret, proofAskedOf } from './database-secret.ts'
import { unprovedConnections } from './unproved-connections.ts'

/** Octets of a request: an item has 400 KB at the most, and its text may be six times as long. */
const MOST_OCTETS = 4 * 1024 * 1024

export interface DatabaseGuard {
  /** From now on; until then they are made, as at each start. */
  refuseNewTables(): void
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Stands before dynalite, which takes any credential, answers any web page, makes and deletes tables for
 * anybody, and throws out of the process over garbage. What comes through holds the secret of this start, is
 * whole, and is one of the requests that the product makes.
 */
export function guardDatabase(server: Server, secret: string): DatabaseGuard {
  const dynalite = server.listeners('request') as Handler[]
  server.removeAllListeners('request')
  server.requestTimeout = server.headersTimeout = 10 * SECOND
  const prove = unprovedConnections(server)
  let newTables = true

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isForUs(request)) return refuse(response, 403, 'for programs of this machine alone')
    const proof = proofAskedOf(secret, request.headers)
    if (proof !== undefined) return void response.writeHead(204, { [PROOF_HEADER]: proof }).end()
    if (!holdsSecret(secret, request.headers))
      return refuse(response, 403, 'the secret of this start is asked')
    prove(request.socket)
    const length = Number(request.headers['content-length'] ?? NaN)
    if (Number.isNaN(length)) return refuse(response, 411, 'a request says its length')
    if (length > MOST_OCTETS) return refuse(response, 413, `a request has at most ${MOST_OCTETS} octets`)
    const body = await wholeOf(request)
    const why = refusalOfRequest(request.headers['x-amz-target'], body.toString(), newTables)
    if (why !== undefined) return refuse(response, 400, why, 'ValidationException')
    passOn(request, body, response)
  }

  function passOn({ method, headers }: IncomingMessage, body: Buffer, response: ServerResponse): void {
    // dynalite reads a request as it comes; this one is there already, and what it throws comes back to us.
    const whole = Object.assign(new EventEmitter(), { method, headers, url: '/' }) as IncomingMessage
    for (const handle of dynalite) handle(whole, response)
    whole.emit('data', body)
    whole.emit('end')
  }

  server.on('request', (request, response) => {
    answer(request, response).catch(() => {
      if (request.complete && !response.headersSent)
        refuse(response, 500, 'not understood', 'InternalServerError')
      else request.destroy()
    })
  })
  return { refuseNewTables: () => void (newTables = false) }
}

/**
 * By a name that leads here from a browser's view too (DNS rebinding) and not from any page: clients of ours
 * are no browsers and send no Origin.
 */
function isForUs({ headers: { host, origin }, socket: { localPort } }: IncomingMessage): boolean {
  return origin === undefined && ['127.0.0.1', 'localhost'].some((name) => host === `${name}:${localPort}`)
}

async function wholeOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** In the form that the SDK takes errors in. Nothing more is read of whoever was refused. */
function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  type = 'AccessDeniedException',
): void {
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message })
  const headers = { 'Content-Type': 'application/x-amz-json-1.0', Connection: 'close' }
  response.writeHead(status, headers).end(body)
}
