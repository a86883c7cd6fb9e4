import { CLOUD_NAMES } from '../../../shared/core/grant/grant-endpoints.ts'
import type { Cloud, Provider } from '../../../shared/core/grant/grant.ts'
import { choice, toggle, value } from '../../application/parameters.ts'

/** The options that say where to log in. */
export interface ClientFlags {
  provider: Provider | undefined
  clientId: string | undefined
  clientSecret: boolean
  tenant: string | undefined
  cloud: Cloud | undefined
  device: boolean
  tokenEndpoint: string | undefined
  authorizationEndpoint: string | undefined
  deviceEndpoint: string | undefined
  scope: string | undefined
}

export const clientFlags = {
  provider: choice(['microsoft', 'google', 'other'], 'PROVIDER', 'whose account it is'),
  clientId: value('ID', 'the client ID of the app that is registered there'),
  clientSecret: toggle('the app has a client secret, which is asked for; at Google each has one'),
  tenant: value(
    'TENANT',
    'Microsoft: ID or domain of the tenant, "organizations" or "consumers"; default common',
  ),
  cloud: choice(CLOUD_NAMES, 'CLOUD', 'Microsoft: the cloud of the tenant; default global'),
  device: toggle(
    'log in with a code, in a browser on any machine (Microsoft and others; Google has none for mail)',
  ),
  tokenEndpoint: value('URL', 'other: the token endpoint'),
  authorizationEndpoint: value(
    'URL',
    'other: the authorization endpoint, for a login in a browser on this machine',
  ),
  deviceEndpoint: value('URL', 'other: the device authorization endpoint, for --device'),
  scope: value('SCOPE', 'other: the scopes to ask for, with a space between them'),
}
