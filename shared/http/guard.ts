import { sameSecret } from '../core/identity/same-secret.ts'
import type { HttpHome } from './home.ts'
import { Problem } from './problem.ts'
import { NEEDS } from './needs.ts'
import type { Route } from './route.ts'

/**
 * A web page reaches any server of this machine, also by a name of its own that it lets point here: so the
 * request must name a host of ours, and come from no other page.
 */
export function checkHost(headers: Headers, { hosts }: Pick<HttpHome, 'hosts'>): void {
  const host = headers.get('host') ?? ''
  if (!hosts.includes(host.toLowerCase())) {
    throw new Problem('foreign-host', { detail: `use ${hosts.map((one) => `http://${one}`).join(' or ')}` })
  }
  const origin = headers.get('origin')
  if (origin !== null && !hosts.some((one) => origin === `http://${one}` || origin === `https://${one}`)) {
    throw new Problem('foreign-origin')
  }
}

/** The request's bearer token must be one of these keys. */
export function checkKey(headers: Headers, keys: readonly string[], how: string): void {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (token !== undefined && keys.some((key) => sameSecret(token, key))) return
  throw new Problem('no-key', {
    detail: `send "Authorization: Bearer KEY"; ${how}`,
    headers: { 'www-authenticate': 'Bearer realm="roundtrip"' },
  })
}

/** What the home allows must be enough for what the route needs; a test may be for who only looks too. */
export function checkNeeds(
  { needs, isTest }: Pick<Route, 'needs' | 'isTest'>,
  { may, viewerTests }: Pick<HttpHome, 'may' | 'viewerTests'>,
): void {
  if (isTest && viewerTests) return
  if (NEEDS.indexOf(needs) <= NEEDS.indexOf(may)) return
  throw new Problem('not-allowed', { detail: `this needs ${needs}, and here one may only ${may}` })
}
