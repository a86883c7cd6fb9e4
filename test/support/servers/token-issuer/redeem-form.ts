import { createPublicKey } from 'node:crypto'

import * as written from '../../grants/written-grants.ts'
import { assertionMistake, readJwt, serviceMistake } from './assertions.ts'
import type { issuedTokens } from './issued.ts'
import type { userLogins } from './logins.ts'
import { REFUSALS, type Scripted, googleRefusal, microsoftRefusal } from './refusals.ts'

interface Issuing {
  tokens: ReturnType<typeof issuedTokens>
  logins: ReturnType<typeof userLogins>
  audience: string
  user: string
  lifetimeSeconds: number
}

const JWT_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const SCOPE_OF_APPS = 'https://outlook.office365.com/.default'
const SCOPE_OF_GOOGLE = 'https://mail.google.com/'
const SECRETS: Readonly<Record<string, string | undefined>> = {
  [written.CLIENT_ID]: written.CLIENT_SECRET,
  [written.GOOGLE_LOGIN.clientId]: written.GOOGLE_LOGIN.clientSecret,
}

/** The answer to a form that was posted to `/token`: a token, or why there is none. */
export function redeemForm(form: URLSearchParams, issuing: Issuing): Scripted {
  const grantType = form.get('grant_type') ?? ''
  switch (grantType) {
    case 'client_credentials':
      return appToken(form, issuing)
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return serviceToken(form, issuing)
    case 'refresh_token':
      return refreshedToken(form, issuing)
    case 'authorization_code':
      return issuing.logins.useCode(form) && isClient(form)
        ? granted(form, issuing, issuing.tokens.issueRefresh(form.get('client_id') ?? '', issuing.user))
        : googleRefusal('invalid_grant', 'Malformed auth code.')
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return deviceToken(form, issuing)
    default:
      return googleRefusal('unsupported_grant_type', `Invalid grant_type: ${grantType}`)
  }
}

function appToken(form: URLSearchParams, issuing: Issuing): Scripted {
  if (form.get('client_id') !== written.CLIENT_ID) return REFUSALS.appUnknown
  if (form.get('scope') !== SCOPE_OF_APPS) {
    return microsoftRefusal(
      70011,
      'The provided value for the input parameter scope is not valid.',
      'invalid_scope',
    )
  }
  const assertion = form.get('client_assertion')
  if (assertion === null) {
    return form.get('client_secret') === written.CLIENT_SECRET ? granted(form, issuing) : REFUSALS.secretWrong
  }
  const isTyped = form.get('client_assertion_type') === JWT_ASSERTION
  const mistake = assertionMistake(assertion, written.APP_CERTIFICATE, written.CLIENT_ID, issuing.audience)
  if (isTyped && mistake === undefined) return granted(form, issuing)
  return microsoftRefusal(700027, `Client assertion failed signature validation: ${mistake ?? 'its type'}.`)
}

function serviceToken(form: URLSearchParams, issuing: Issuing): Scripted {
  const { client_email: email, private_key: key } = written.SERVICE_ACCOUNT
  const assertion = form.get('assertion') ?? ''
  const mistake = serviceMistake(assertion, createPublicKey(key), email, issuing.audience, SCOPE_OF_GOOGLE)
  if (mistake !== undefined) return googleRefusal('invalid_grant', mistake)
  if (readJwt(assertion).claims.sub !== issuing.user)
    return googleRefusal('invalid_grant', 'Invalid email or User ID')
  return granted(form, issuing)
}

function refreshedToken(form: URLSearchParams, issuing: Issuing): Scripted {
  if (!isClient(form)) return googleRefusal('invalid_client', 'The provided client secret is invalid.', 401)
  const used = issuing.tokens.useRefresh(form.get('refresh_token') ?? '', form.get('client_id') ?? '')
  return used ? granted(form, { ...issuing, user: used.user }, used.rotated) : REFUSALS.googleRevoked
}

function deviceToken(form: URLSearchParams, issuing: Issuing): Scripted {
  const device = issuing.logins.devices.get(form.get('device_code') ?? '')
  if (device?.clientId !== form.get('client_id'))
    return googleRefusal('invalid_grant', 'Unknown device code.')
  if (device.state !== 'approved') return googleRefusal(device.state, 'Not now.')
  return granted(form, issuing, issuing.tokens.issueRefresh(device.clientId, issuing.user))
}

/** A public client of Microsoft shows no secret. */
function isClient(form: URLSearchParams): boolean {
  const [clientId, secret] = [form.get('client_id') ?? '', form.get('client_secret')]
  return secret === null ? clientId === written.MICROSOFT_LOGIN.clientId : secret === SECRETS[clientId]
}

function granted(
  form: URLSearchParams,
  { tokens, user, lifetimeSeconds }: Issuing,
  refreshToken?: string,
): Scripted {
  const clientId = form.get('client_id') ?? written.SERVICE_ACCOUNT.client_email
  const token = tokens.issueAccess({ clientId, user, scope: form.get('scope') ?? SCOPE_OF_GOOGLE })
  return {
    status: 200,
    body: JSON.stringify({
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      access_token: token,
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    }),
    headers: { 'cache-control': 'no-store' },
  }
}
