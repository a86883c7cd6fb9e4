import * as oauth from 'oauth4webapi'

import { sleep } from '../../app/concurrency/timing.ts'
import type { Clock } from '../../app/ports/clock.ts'
import type { BrowserLogin, DeviceLogin, LoginOutcome } from '../../app/ports/user-logins.ts'
import { readAnswer } from '../../core/grant/endpoint/endpoint-answer.ts'
import { readRefusal } from '../../core/grant/endpoint/endpoint-refusals.ts'
import type { LoginClient } from '../../core/grant/login-client.ts'
import type { Asked, EndpointAnswer } from '../../core/grant/endpoint/said-error.ts'
import { MINUTE, SECOND } from '../../core/time/units.ts'
import { readDeviceCode } from './device-code.ts'
import { type Heard, hearing } from './hear.ts'
import { waitForRedirect } from './loopback-redirect.ts'

/** RFC 8628 §3.5 */
const SLOWER_BY = 5 * SECOND
/** Polls in a row that were refused for now, while the user types the code. */
const MOST_PASSING = 10
/** One request: the user is waited for by the signal. */
const ANSWER_TIME = MINUTE
/** Google's own, so that a refresh token comes each time; Microsoft's, since users have several accounts. */
const WISHES = {
  google: { access_type: 'offline', prompt: 'consent' },
  microsoft: { prompt: 'select_account' },
  other: {},
} as const

/** In a browser on this machine: redirected to 127.0.0.1, with state and PKCE (RFC 8252, RFC 7636). */
export async function loginByBrowser({
  client,
  clock,
  signal,
  open,
  ca,
}: BrowserLogin): Promise<LoginOutcome> {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  // Entra takes any port of http://localhost where that is registered, and Google any of 127.0.0.1.
  await using redirect = await waitForRedirect({
    state,
    hostname: client.provider === 'microsoft' ? 'localhost' : '127.0.0.1',
  })
  const url = new URL(client.authorizationEndpoint)
  const asked = {
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: redirect.uri,
    scope: client.scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...WISHES[client.provider],
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  open(url.href)
  const back = await redirect.next(signal)
  if (!back) return { kind: 'refused', detail: 'nobody logged in in time' }
  if (back.has('error')) return refused(client, clock, { status: 400, text: textOf(back) }, (text) => text)
  // One client speaks to one server here, so there is none to be mixed up with; Google's has another name.
  back.delete('iss')
  const { server, its, proof } = partiesOf(client)
  const heard = await hearing({ ca })(hostOf(client), inTime(signal), (options) =>
    oauth.authorizationCodeGrantRequest(
      server,
      its,
      proof,
      oauth.validateAuthResponse(server, its, back, state),
      redirect.uri,
      verifier,
      options,
    ),
  )
  return readLogin(client, clock, heard).outcome
}

/** With a code that the user types on any device (RFC 8628). */
export async function loginByDevice({ client, clock, signal, show, ca }: DeviceLogin): Promise<LoginOutcome> {
  if (client.deviceEndpoint === undefined) {
    return { kind: 'refused', detail: 'this provider has no login by device code for mail' }
  }
  const hear = hearing({ ca })
  const { server, its, proof } = partiesOf(client)
  const { scope } = client
  const started = await hear(hostOf(client), inTime(signal), (options) =>
    oauth.deviceAuthorizationRequest(server, its, proof, { scope }, options),
  )
  const device = started.kind === 'answer' ? readDeviceCode(started.answer) : undefined
  if (!device) return readLogin(client, clock, started).outcome
  const expiresAt = clock.now() + device.lifetime
  show({ userCode: device.userCode, verificationUri: device.verificationUri, expiresAt })
  let interval = device.interval
  for (let passing = 0; ;) {
    await sleep(clock, interval, signal).catch(() => undefined)
    if (signal.aborted || clock.now() >= expiresAt)
      return { kind: 'refused', detail: 'nobody logged in in time' }
    const heard = await hear(hostOf(client), inTime(signal), (options) =>
      oauth.deviceCodeGrantRequest(server, its, proof, device.deviceCode, options),
    )
    const isPending = heard.kind === 'answer' && heard.answer.text.includes('"authorization_pending"')
    const isTooFast = heard.kind === 'answer' && heard.answer.text.includes('"slow_down"')
    if (isTooFast) interval += SLOWER_BY
    // A request that was lost, or that the endpoint cannot answer now, is made again (RFC 8628 §3.5).
    const { outcome, isPassing } = readLogin(client, clock, heard)
    if (!isPending && !isTooFast && !(isPassing && passing < MOST_PASSING)) return outcome
    passing = isPending || isTooFast ? 0 : passing + 1
  }
}

function partiesOf(client: LoginClient) {
  const server: oauth.AuthorizationServer = {
    issuer: client.tokenEndpoint,
    token_endpoint: client.tokenEndpoint,
    ...(client.deviceEndpoint !== undefined && { device_authorization_endpoint: client.deviceEndpoint }),
  }
  const proof = client.clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(client.clientSecret)
  return { server, its: { client_id: client.clientId }, proof }
}

/** `isPassing`: the same request may be answered otherwise in a moment. */
interface ReadLogin {
  outcome: LoginOutcome
  isPassing: boolean
}

function readLogin(client: LoginClient, clock: Clock, heard: Heard): ReadLogin {
  if (heard.kind === 'unheard') return refusedBy(heard.refusal.detail, true)
  const answer = readAnswer(heard.answer, askedOf(client, clock, heard.hide))
  if (answer.kind === 'refused') return refusedBy(answer.detail, answer.isPassing)
  if (answer.refreshToken === undefined) {
    return refusedBy(`${hostOf(client)} issued no refresh token, so the login cannot be kept`, false)
  }
  return { outcome: loggedIn(client, clock, answer.refreshToken), isPassing: false }
}

function refusedBy(detail: string, isPassing: boolean): ReadLogin {
  return { outcome: { kind: 'refused', detail }, isPassing }
}

function loggedIn(client: LoginClient, clock: Clock, refreshToken: string): LoginOutcome {
  const { provider, clientId, clientSecret, scope, tokenEndpoint } = client
  return {
    kind: 'logged-in',
    grant: {
      kind: 'refresh-token',
      provider,
      clientId,
      ...(clientSecret !== undefined && { clientSecret }),
      refreshToken,
      loggedInAt: clock.now(),
      scope,
      tokenEndpoint,
    },
  }
}

/** What the browser brought back is JSON to the reader of answers. */
function textOf(back: URLSearchParams): string {
  return JSON.stringify(Object.fromEntries(back))
}

function refused(
  client: LoginClient,
  clock: Clock,
  answer: EndpointAnswer,
  hide: Asked['hide'],
): LoginOutcome {
  const { detail } = readRefusal(answer, JSON.parse(answer.text), askedOf(client, clock, hide))
  return { kind: 'refused', detail }
}

function askedOf(client: LoginClient, clock: Clock, hide: Asked['hide']): Asked {
  return { provider: client.provider, kind: 'login', host: hostOf(client), now: clock.now(), hide }
}

function inTime(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIME)])
}

function hostOf({ tokenEndpoint }: LoginClient): string {
  return new URL(tokenEndpoint).host
}
