import type { ClientRequest, IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'

import { type Millis, SECOND } from '../../../core/time/units.ts'

/** Until the first line of the answer; what comes after it is the caller's to bound. */
export interface ExchangeLimits {
  connectionTimeout?: Millis
  requestTimeout?: Millis
}

/** A POST to `/`. */
export interface ExchangeRequest {
  endpoint: URL
  headers: Readonly<Record<string, string>>
  body: string
}

/** An older connection may have been closed without a sign, as while Lambda freezes a process. */
const READY_MS: Millis = 10 * SECOND

/** Keeps connections open, and may have one opened before the first request. */
class ReadyAgent extends https.Agent {
  #ready: { socket: Socket; atMs: number } | undefined

  /** Opens a connection for the first request; what fails is tried by that request. */
  open(host: string, port: number): void {
    const options = { host, port, servername: host, ALPNProtocols: ['http/1.1'] }
    const socket = super.createConnection(options) as Socket
    socket.on('error', () => undefined)
    socket.unref()
    this.#ready = { socket, atMs: performance.now() }
  }

  override createConnection(
    ...[options, callback]: Parameters<https.Agent['createConnection']>
  ): ReturnType<https.Agent['createConnection']> {
    const ready = this.#ready
    this.#ready = undefined
    if (ready && !ready.socket.destroyed) {
      if (performance.now() - ready.atMs < READY_MS) {
        ready.socket.ref()
        return ready.socket
      }
      ready.socket.destroy()
    }
    return super.createConnection(options, callback)
  }
}

export interface HttpsExchange {
  /** Opens the connection that the first request will take. */
  open(endpoint: URL): void
  /** Answers once the head of the answer is there. Throws a `TimeoutError` or what Node throws, or the signal's reason. */
  send(request: ExchangeRequest, signal?: AbortSignal): Promise<IncomingMessage>
  destroy(): void
}

export function httpsExchange({ connectionTimeout, requestTimeout }: ExchangeLimits): HttpsExchange {
  const agent = new ReadyAgent({ keepAlive: true })

  async function start({ endpoint, headers, body }: ExchangeRequest): Promise<ClientRequest> {
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const options = { method: 'POST', headers: { ...headers, ...length } }
    if (endpoint.protocol === 'https:') return https.request(endpoint, { ...options, agent })
    // Only the endpoints of tests speak it.
    const { default: http } = await import('node:http')
    return http.request(endpoint, options)
  }

  return {
    open({ protocol, hostname, port }) {
      if (protocol === 'https:') agent.open(hostname, Number(port) || 443)
    },
    async send(exchange, signal) {
      signal?.throwIfAborted()
      const request = await start(exchange)
      if (signal?.aborted) {
        request.on('error', () => undefined).destroy()
        signal.throwIfAborted()
      }
      const timers: NodeJS.Timeout[] = []
      const within = (ms: Millis | undefined, what: string) => {
        if (ms === undefined) return undefined
        const timer = setTimeout(() => request.destroy(late(what, ms)), ms)
        timers.push(timer)
        return timer
      }
      const abort = () => void request.destroy(signal?.reason as Error)
      signal?.addEventListener('abort', abort)
      try {
        return await new Promise((resolve, reject) => {
          within(requestTimeout, 'there was no answer')
          const connecting = within(connectionTimeout, 'there was no connection')
          request.once('socket', (socket) => {
            if (!socket.connecting) clearTimeout(connecting)
            else socket.once('connect', () => clearTimeout(connecting))
          })
          request.on('error', reject)
          request.once('response', (response) => {
            // The body can be aborted as well.
            response.once('close', () => signal?.removeEventListener('abort', abort))
            resolve(response)
          })
          request.end(exchange.body)
        })
      } catch (error) {
        signal?.removeEventListener('abort', abort)
        throw error
      } finally {
        for (const timer of timers) clearTimeout(timer)
      }
    },
    destroy: () => agent.destroy(),
  }
}

function late(what: string, ms: Millis): Error {
  const error = new Error(`${what} within ${String(ms)} ms`)
  return Object.assign(error, { name: 'TimeoutError', code: 'ETIMEDOUT' })
}
