import * as v from 'valibot'

import { isRecord, problemOf } from '../definition/fields/fields.ts'
import { kindOf } from '../definition/mistakes/shown-value.ts'
import type { Problem } from '../definition/monitor.ts'
import { clientCredentialsForm, keyFileForm, refreshTokenForm, serviceAccountForm } from './grant-forms.ts'
import * as endpoints from './grant-endpoints.ts'
import { isPair } from './grant-pem.ts'
import type { Grant } from './grant.ts'
import { parsedJson } from '../redaction/parsed-json.ts'

export type ParsedGrant = { ok: true; grant: Grant } | { ok: false; problems: Problem[] }

/** Characters: a certificate and a key of 4096 bits have some 5,500. */
export const LONGEST_GRANT = 32_768

const TENANTLESS = ['common', 'organizations', 'consumers']
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * A grant as it is stored: JSON of one of the forms in `grant-forms.ts`; a byte order mark and space around it
 * do no harm. Answers every mistake with its field; no message repeats a value, which may be secret wherever
 * it stands.
 */
export function parseGrant(text: string): ParsedGrant {
  if (text.length > LONGEST_GRANT) return wrong('', `expected at most ${LONGEST_GRANT} characters`)
  const written = parsedJson(text)
  if (!isRecord(written)) {
    return wrong('', written === undefined ? notJson(text) : `expected a JSON object, got ${kindOf(written)}`)
  }
  switch (written.grant ?? written.type) {
    case 'client-credentials':
      return read(clientCredentialsForm, written, clientCredentials)
    case 'service-account':
      return read(serviceAccountForm, written, (one) => serviceAccount(one))
    case 'service_account':
      return read(keyFileForm, written, keyFile)
    case 'refresh-token':
      return read(refreshTokenForm, written, loginOfUser)
    default:
      return unknownForm(written)
  }
}

function read<T>(
  form: v.GenericSchema<unknown, T>,
  written: unknown,
  make: (one: T) => ParsedGrant,
): ParsedGrant {
  const parsed = v.safeParse(form, written)
  return parsed.success ? make(parsed.output) : { ok: false, problems: parsed.issues.map(problemOf) }
}

type Written<T> = T extends v.GenericSchema<unknown, infer Output> ? Output : never

function clientCredentials(one: Written<typeof clientCredentialsForm>): ParsedGrant {
  const { tenant, clientId, clientSecret, certificate, privateKey, cloud } = one
  if (tenant === undefined && one.tokenEndpoint === undefined) {
    return wrong('tenant', 'expected the ID of the tenant, or a domain of it, got nothing')
  }
  if (tenant !== undefined && TENANTLESS.includes(tenant)) {
    return wrong(
      'tenant',
      `expected the tenant itself: an app cannot log in at "${tenant}", which is for users`,
    )
  }
  if (one.tokenEndpoint === undefined && !GUID.test(clientId)) {
    return wrong('clientId', 'expected the Application (client) ID of the app, a GUID, got other text')
  }
  const common = {
    kind: 'client-credentials' as const,
    ...(tenant !== undefined && { tenant }),
    clientId,
    scope: one.scope ?? (tenant === undefined ? '' : endpoints.microsoftAppScope(cloud)),
    tokenEndpoint: one.tokenEndpoint ?? endpoints.microsoftTokenEndpoint(cloud, tenant ?? ''),
  }
  if (clientSecret !== undefined) {
    if (certificate ?? privateKey) return wrong('clientSecret', 'expected this or a certificate, not both')
    const endsAt = one.clientSecretEnds
    return right({
      ...common,
      proof: { kind: 'secret', clientSecret, ...(endsAt !== undefined && { endsAt }) },
    })
  }
  if (!certificate && privateKey === undefined) {
    return wrong('clientSecret', 'expected the client secret, or certificate and privateKey, got nothing')
  }
  if (!certificate) return wrong('certificate', 'expected the certificate of privateKey, got nothing')
  if (privateKey === undefined) return wrong('privateKey', 'expected the key of certificate, got nothing')
  if (one.clientSecretEnds !== undefined)
    return wrong('clientSecretEnds', 'there is no clientSecret that ends')
  if (!isPair(certificate, privateKey))
    return wrong('privateKey', 'expected the key of this certificate, got another')
  const { pem, endsAt } = certificate
  return right({ ...common, proof: { kind: 'certificate', certificate: pem, privateKey, endsAt } })
}

function serviceAccount(one: Written<typeof serviceAccountForm>): ParsedGrant {
  const { clientEmail, privateKey, privateKeyId, user } = one
  return right({
    kind: 'service-account',
    clientEmail,
    privateKey,
    ...(privateKeyId !== undefined && { privateKeyId }),
    user,
    scope: one.scope ?? endpoints.GOOGLE_SCOPE,
    tokenEndpoint: one.tokenEndpoint ?? endpoints.GOOGLE_TOKEN_ENDPOINT,
  })
}

/** Whoever hands somebody a key file must not be able to have assertions sent to himself. */
function keyFile(one: Written<typeof keyFileForm>): ParsedGrant {
  const { token_uri: uri, universe_domain: universe } = one
  if (uri !== undefined && !endpoints.GOOGLE_TOKEN_URIS.some((known) => known === uri)) {
    return wrong('token_uri', `expected Google's own, ${endpoints.GOOGLE_TOKEN_ENDPOINT}, got another`)
  }
  if (one.tokenEndpoint !== undefined) {
    return wrong('tokenEndpoint', 'a key file of Google is for Google alone: remove it')
  }
  if (universe !== undefined && universe !== 'googleapis.com') {
    return wrong('universe_domain', 'expected "googleapis.com", got another')
  }
  return serviceAccount({
    grant: undefined,
    clientEmail: one.client_email,
    privateKey: one.private_key,
    privateKeyId: one.private_key_id,
    user: one.user,
    tokenEndpoint: undefined,
    scope: one.scope,
  })
}

function loginOfUser(one: Written<typeof refreshTokenForm>): ParsedGrant {
  const { provider, clientId, clientSecret, clientSecretEnds, refreshToken, loggedInAt, tenant, cloud } = one
  const defaults = {
    microsoft: [endpoints.microsoftTokenEndpoint(cloud, tenant), endpoints.microsoftUserScope(cloud)],
    google: [endpoints.GOOGLE_TOKEN_ENDPOINT, endpoints.GOOGLE_SCOPE],
    other: [undefined, ''],
  } as const satisfies Record<typeof provider, unknown>
  const [itsEndpoint, itsScope] = defaults[provider]
  const tokenEndpoint = one.tokenEndpoint ?? itsEndpoint
  if (tokenEndpoint === undefined) {
    return wrong('tokenEndpoint', 'expected the https:// address of the token endpoint, got nothing')
  }
  return right({
    kind: 'refresh-token',
    provider,
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    ...(clientSecretEnds !== undefined && { clientSecretEndsAt: clientSecretEnds }),
    refreshToken,
    ...(loggedInAt !== undefined && { loggedInAt }),
    scope: one.scope ?? itsScope,
    tokenEndpoint,
  })
}

function unknownForm(written: Readonly<Record<string, unknown>>): ParsedGrant {
  if ('installed' in written || 'web' in written) {
    return wrong(
      '',
      'this file describes an OAuth client of Google, not a login; use `npx roundtrip oauth login`',
    )
  }
  if (typeof written.type === 'string' && written.grant === undefined) {
    return wrong('type', 'expected "service_account": only the key file of a service account can be used')
  }
  const forms = '"client-credentials", "service-account" or "refresh-token"'
  const got = typeof written.grant === 'string' ? 'other text' : kindOf(written.grant)
  return wrong('grant', `expected ${forms}, got ${got}`)
}

function notJson(text: string): string {
  const hint = text.includes('-----BEGIN')
    ? '; a line break within a value, as of a PEM file, is written \\n'
    : ''
  return `expected JSON, got other text${hint}`
}

function right(grant: Grant): ParsedGrant {
  return { ok: true, grant }
}

function wrong(path: string, message: string): ParsedGrant {
  return { ok: false, problems: [{ path, message }] }
}
