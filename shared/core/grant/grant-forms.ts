import * as v from 'valibot'

import { section, taken } from '../definition/fields/fields.ts'
import * as fields from './grant-fields.ts'
import { readCertificate, readPrivateKey } from './grant-pem.ts'

// The three forms of a grant, and Google's own of the second.

const elsewhere = {
  tokenEndpoint: v.optional(fields.tokenEndpoint),
  scope: v.optional(fields.scope),
}

export const clientCredentialsForm = section('an object', {
  grant: fields.ignored,
  tenant: v.optional(fields.tenant),
  clientId: fields.clientId,
  clientSecret: v.optional(fields.clientSecret),
  clientSecretEnds: v.optional(fields.end),
  certificate: v.optional(taken(readCertificate)),
  privateKey: v.optional(taken(readPrivateKey)),
  cloud: v.optional(fields.cloud, 'global'),
  ...elsewhere,
})

export const serviceAccountForm = section('an object', {
  grant: fields.ignored,
  clientEmail: fields.mailAddress,
  privateKey: taken(readPrivateKey),
  privateKeyId: v.optional(fields.keyId),
  user: fields.mailAddress,
  ...elsewhere,
})

/** The key file as Google's console has it downloaded, and the mailbox. */
export const keyFileForm = section(
  'an object',
  {
    type: fields.ignored,
    client_email: fields.mailAddress,
    private_key: taken(readPrivateKey),
    private_key_id: v.optional(fields.keyId),
    token_uri: v.optional(v.unknown()),
    universe_domain: v.optional(v.unknown()),
    project_id: fields.ignored,
    client_id: fields.ignored,
    auth_uri: fields.ignored,
    auth_provider_x509_cert_url: fields.ignored,
    client_x509_cert_url: fields.ignored,
    user: fields.mailAddress,
    tokenEndpoint: v.optional(v.unknown()),
    scope: elsewhere.scope,
  },
  (name) => (/^(?:sub|subject|mailbox|email)$/i.test(name) ? 'user' : undefined),
)

export const refreshTokenForm = section('an object', {
  grant: fields.ignored,
  provider: fields.provider,
  tenant: v.optional(fields.tenant, 'common'),
  cloud: v.optional(fields.cloud, 'global'),
  clientId: fields.clientId,
  clientSecret: v.optional(fields.clientSecret),
  clientSecretEnds: v.optional(fields.end),
  refreshToken: fields.refreshToken,
  loggedInAt: v.optional(fields.past),
  ...elsewhere,
})
