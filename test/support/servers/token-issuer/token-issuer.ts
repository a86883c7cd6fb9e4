import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { onTestFinished } from 'vitest'

import * as written from '../../grants/written-grants.ts'
import type { Certificate } from '../certificates.ts'
import { type Fault, makeFault } from './faults.ts'
import { issuedTokens, type Rotation } from './issued.ts'
import { userLogins } from './logins.ts'
import { redeemForm } from './redeem-form.ts'
import type { Scripted } from './refusals.ts'

export interface IssuerOptions {
  /** Default `none`, as Google. */
  rotation?: Rotation
  /** `expires_in` of what is issued; default 3600. */
  lifetimeSeconds?: number
  /** Whose mailbox the tokens of apps open; default probe@example.com. */
  user?: string
  /** Default plain HTTP. */
  tls?: Certificate
  /** Default a free one. */
  port?: number
}

export interface IssuerRequest {
  path: string
  form: URLSearchParams
  headers: IncomingMessage['headers']
}

/**
 * A token issuer on 127.0.0.1. It knows the app, the service account and the users of `written-grants.ts`, and
 * checks what each of them must show. How to use it:
 *
 *     const issuer = await tokenIssuer({ rotation: 'strict' })
 *     issuer.grants.app            // a grant's JSON for it; also certificate, service, google, microsoft
 *     issuer.script(REFUSALS.secretExpired, 'hang')   // the next answers of /token, one each; then it is well again
 *     issuer.requests              // what was asked of /token
 *     issuer.tokens.access         // the valid tokens; a test deletes one to revoke it
 *
 * `/introspect` (GET, POST or Bearer) is for Dovecot. `/authorize` consents at once and redirects; `/devicecode`
 * waits for `issuer.logins.devices` to be changed. Outside a test use `startTokenIssuer` and close it.
 */
export async function tokenIssuer(options: IssuerOptions = {}) {
  const issuer = await startTokenIssuer(options)
  onTestFinished(issuer.close)
  return issuer
}

export async function startTokenIssuer(options: IssuerOptions = {}) {
  const {
    rotation = 'none',
    lifetimeSeconds = 3600,
    user = 'probe@example.com',
    tls,
    port: asked = 0,
  } = options
  const tokens = issuedTokens(rotation)
  const logins = userLogins()
  const requests: IssuerRequest[] = []
  const scripted: (Scripted | Fault)[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const form = request.method === 'POST' ? new URLSearchParams(await text(request)) : url.searchParams
    switch (url.pathname) {
      case '/token': {
        requests.push({ path: url.pathname, form, headers: request.headers })
        const next = scripted.shift()
        if (typeof next === 'string') {
          makeFault(next, response)
          return
        }
        const redeemed =
          next ?? redeemForm(form, { tokens, logins, audience: `${origin}/token`, user, lifetimeSeconds })
        send(response, redeemed)
        return
      }
      case '/introspect': {
        const [, bearer] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? []
        sendJson(response, tokens.introspect(form.get('token') ?? bearer ?? ''))
        return
      }
      case '/authorize':
        response.writeHead(302, { location: logins.authorize(form) }).end()
        return
      case '/devicecode':
        sendJson(response, {
          device_code: logins.startDevice(form.get('client_id') ?? ''),
          user_code: 'BCDF-GHJK',
          verification_uri: `${origin}/device`,
          expires_in: 900,
          interval: 5,
        })
        return
      default:
        response.writeHead(404).end()
    }
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => void answer(request, response)
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.listen(asked, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`
  const tokenEndpoint = `${origin}/token`
  const login = (one: { clientId: string }) => ({
    ...one,
    refreshToken: tokens.issueRefresh(one.clientId, user),
  })

  return {
    origin,
    tokenEndpoint,
    tokens,
    logins,
    requests,
    script: (...answers: readonly (Scripted | Fault)[]) => void scripted.push(...answers),
    grants: {
      app: JSON.stringify({ ...written.APP_WITH_SECRET, tokenEndpoint }),
      certificate: JSON.stringify({ ...written.APP_WITH_CERTIFICATE, tokenEndpoint }),
      service: JSON.stringify({ ...written.SERVICE_FORM, user, tokenEndpoint }),
      google: JSON.stringify({ ...login(written.GOOGLE_LOGIN), tokenEndpoint }),
      microsoft: JSON.stringify({ ...login(written.MICROSOFT_LOGIN), tokenEndpoint }),
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

export type TokenIssuer = Awaited<ReturnType<typeof startTokenIssuer>>

function send(response: ServerResponse, { status, body, headers }: Scripted): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

function sendJson(response: ServerResponse, body: object): void {
  send(response, { status: 200, body: JSON.stringify(body) })
}
