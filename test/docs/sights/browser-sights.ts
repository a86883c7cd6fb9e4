import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { onTestFinished } from 'vitest'

import { loginByBrowser } from '../../../shared/adapters/oauth/user-login.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { LoginClient } from '../../../shared/core/grant/login-client.ts'
import {
  type RegisteredApp,
  googlePage,
  microsoftPage,
} from '../../support/servers/token-issuer/consent-pages.ts'

type Provider = 'microsoft' | 'google'

/** Each app registered as the guides say. */
const REGISTERED: Readonly<Record<Provider, RegisteredApp>> = {
  microsoft: {
    clientId: '2f6c1a1e-5d0b-4d7c-9a53-0d3c6f1b7e21',
    name: 'Roundtrip',
    isDesktop: true,
    redirectUris: ['http://localhost'],
    isForConsumers: true,
  },
  google: {
    clientId: '1234-abcd.apps.googleusercontent.com',
    name: 'Roundtrip',
    isDesktop: true,
    redirectUris: [],
    audience: 'everybody',
  },
}

/** What was registered otherwise than the guides say, by the name that they give it. */
const PAGES: Readonly<Record<string, readonly [Provider, Partial<RegisteredApp>]>> = {
  'redirect-uri': ['microsoft', { redirectUris: ['http://localhost/'] }],
  'redirect-platform': ['microsoft', { isDesktop: false }],
  'not-for-consumers': ['microsoft', { isForConsumers: false }],
  'google-type': ['google', { isDesktop: false }],
  'google-internal': ['google', { audience: 'internal' }],
  'google-testers': ['google', { audience: 'testers' }],
  'google-untrusted': ['google', { isUntrusted: true }],
}

/** The page in the browser; `undefined`: it is none of these. */
export async function browserSight(name: string): Promise<string | undefined> {
  const [provider, change] = PAGES[name] ?? []
  return provider && (await pageOf(provider, { ...REGISTERED[provider], ...change }))
}

/** What the browser shows when all is registered; `undefined`: nothing is in the way of the login. */
export function pageWithoutMistakes(provider: Provider): Promise<string | undefined> {
  return pageOf(provider, REGISTERED[provider])
}

/** Opens the address that a login begins with, as `oauth login` prints it; any port stands as the same one. */
async function pageOf(provider: Provider, app: RegisteredApp): Promise<string | undefined> {
  const page = provider === 'microsoft' ? microsoftPage : googlePage
  const server = createServer((request, response) => {
    response.end(page(app, new URL(request.url ?? '/', 'http://127.0.0.1')) ?? '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const shown = Promise.withResolvers<string>()
  const end = new AbortController()
  const login = loginByBrowser({
    client: clientAt(`${origin}/consumers`, provider, app),
    clock: systemClock,
    signal: end.signal,
    open: (url) => shown.resolve(fetch(url).then((response) => response.text())),
  })
  const seen = await shown.promise
  end.abort()
  await login
  return seen === '' ? undefined : seen.replace(/(?<=localhost:)\d+/, '49152')
}

function clientAt(at: string, provider: Provider, { clientId }: RegisteredApp): LoginClient {
  return {
    provider,
    clientId,
    scope: 'mail',
    tokenEndpoint: `${at}/token`,
    authorizationEndpoint: `${at}/authorize`,
  }
}
