import * as endpoints from './grant-endpoints.ts'
import type { Cloud, Grant, Provider } from './grant.ts'

/** The app that a user is to log in to. */
export interface LoginClient {
  provider: Provider
  clientId: string
  /** Absent for public clients. */
  clientSecret?: string
  scope: string
  tokenEndpoint: string
  authorizationEndpoint: string
  /** Absent where a device cannot be used: Google lets none have the scope for mail. */
  deviceEndpoint?: string
}

export type UserLogin = Grant & { kind: 'refresh-token' }

type ClientNames = Pick<LoginClient, 'clientId' | 'clientSecret'>

/** A "Desktop app" of Google Cloud, whose client secret is none to Google, but must be sent. */
export function googleLoginClient(names: ClientNames): LoginClient {
  return {
    provider: 'google',
    ...names,
    scope: endpoints.GOOGLE_SCOPE,
    tokenEndpoint: endpoints.GOOGLE_TOKEN_ENDPOINT,
    authorizationEndpoint: endpoints.GOOGLE_AUTHORIZATION_ENDPOINT,
  }
}

/** An app with `http://localhost` as its redirect address ("Mobile and desktop applications"). */
export function microsoftLoginClient(
  names: ClientNames,
  { tenant = 'common', cloud = 'global' }: { tenant?: string; cloud?: Cloud } = {},
): LoginClient {
  return {
    provider: 'microsoft',
    ...names,
    scope: endpoints.microsoftUserScope(cloud),
    tokenEndpoint: endpoints.microsoftTokenEndpoint(cloud, tenant),
    authorizationEndpoint: endpoints.microsoftAuthorizationEndpoint(cloud, tenant),
    deviceEndpoint: endpoints.microsoftDeviceEndpoint(cloud, tenant),
  }
}

/** A login as it is stored; `parseGrant` reads it back. It is secret as a whole. */
export function loginText({ kind, loggedInAt, clientSecretEndsAt, scope, ...login }: UserLogin): string {
  const instant = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
  return JSON.stringify({
    grant: kind,
    ...login,
    clientSecretEnds: instant(clientSecretEndsAt),
    loggedInAt: instant(loggedInAt),
    scope: scope === '' ? undefined : scope,
  })
}
