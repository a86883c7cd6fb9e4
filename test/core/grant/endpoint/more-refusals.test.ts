import { expect, test } from 'vitest'
import { readRefusal } from '../../../../shared/core/grant/endpoint/endpoint-refusals.ts'
import { googleRefusal, microsoftRefusal } from '../../../support/servers/token-issuer/refusals.ts'

const app = {
  provider: 'microsoft',
  kind: 'client-credentials',
  host: 'h',
  now: 0,
  hide: (t: string) => t,
} as const
const user = { ...app, kind: 'refresh-token' } as const
const google = { ...user, provider: 'google' } as const
test.each([
  // got grant-secret-wrong ("Secret ID stored in place of the Value") of a grant that has a certificate
  [
    1000502,
    'The provided certificate is not within its specified validity period.',
    'invalid_client',
    app,
    'grant-certificate-refused',
  ],
  // got grant-refused: the wrong cloud, which the issue has clouds for
  [
    900382,
    'Confidential Client is not supported in Cross Cloud request.',
    'invalid_request',
    app,
    'grant-tenant-unknown',
  ],
  // got grant-refused: /common where /consumers is wanted, which `--tenant` mends (the guide's Outlook.com case)
  [
    9002331,
    'Application is configured for use by Microsoft Account users only. Please use the /consumers endpoint',
    'invalid_request',
    user,
    'grant-tenant-unknown',
  ],
  [
    9002346,
    'Application is configured for use by Microsoft Account users only.',
    'invalid_request',
    user,
    'grant-tenant-unknown',
  ],
  [
    50128,
    'Invalid domain name - No tenant-identifying information found',
    'invalid_request',
    app,
    'grant-tenant-unknown',
  ],
  // got grant-consent-missing
  [700038, "'abc' is not a valid application identifier.", 'unauthorized_client', app, 'grant-app-unknown'],
  // got grant-consent-missing / grant-login-expired: Conditional Access of workloads, risk, revoked by policy, MFA by policy
  [130507, 'Workload identity blocked by risk.', 'unauthorized_client', app, 'grant-access-blocked'],
  [53011, 'User blocked due to risk on home tenant.', 'invalid_grant', user, 'grant-access-blocked'],
  // got grant-login-expired, of an account that a new login does not help (MSAL for Objective-C 2290)
  [
    70000,
    'User account is found to be in service abuse mode.',
    'invalid_grant',
    user,
    'grant-access-blocked',
  ],
  // As ever otherwise.
  [70000, 'The grant is expired. The user must sign in again.', 'invalid_grant', user, 'grant-login-expired'],
  // got grant-login-expired: the app declares a permission that is none (QuickMail 511)
  [65006, 'The application requests an invalid permission.', 'invalid_grant', user, 'grant-consent-missing'],
  [50097, 'Device authentication is required.', 'interaction_required', user, 'grant-access-blocked'],
  // got grant-login-expired: a new login would be blocked as well (azure-dev 7704, azure-cli 29282, AADInternals 3)
  [
    530084,
    'Access has been blocked by conditional access token protection policy configured by this organization.',
    'invalid_grant',
    user,
    'grant-access-blocked',
  ],
  [
    530003,
    'Your device is required to be managed to access this resource.',
    'invalid_grant',
    user,
    'grant-access-blocked',
  ],
  [
    50131,
    'Device is not in required device state: compliant.',
    'invalid_grant',
    user,
    'grant-access-blocked',
  ],
  [
    53009,
    'Application needs to enforce Intune protection policies.',
    'invalid_grant',
    user,
    'grant-access-blocked',
  ],
  // got grant-refused, and grant-login-expired
  [501051, "Application 'a' is not assigned to a role.", 'invalid_grant', app, 'grant-consent-missing'],
  [
    90095,
    'Admin consent is required for the permissions requested by this application.',
    'invalid_grant',
    user,
    'grant-consent-missing',
  ],
  // got grant-refused, and grant-login-expired, of tenants that Microsoft has blocked
  [5000225, 'This tenant has been blocked due to inactivity.', 'invalid_grant', app, 'grant-tenant-unknown'],
  [5000224, 'We are sorry, this resource is not available.', 'access_denied', app, 'grant-tenant-unknown'],
  // got grant-login-expired, of accounts that no new login helps
  [
    500341,
    'The user account {EUII Hidden} has been deleted from the directory.',
    'invalid_grant',
    user,
    'grant-access-blocked',
  ],
  [500571, 'The guest user account is disabled.', 'invalid_grant', user, 'grant-access-blocked'],
  // got grant-login-expired: an app has no login that could be made again, only `oauth login` would replace it
  [5309999, 'A policy of a number to come.', 'interaction_required', app, 'grant-access-blocked'],
  [5309999, 'A policy of a number to come.', 'login_required', app, 'grant-access-blocked'],
  [5309999, 'A policy of a number to come.', 'interaction_required', user, 'grant-login-expired'],
  [5309999, 'A policy of a number to come.', 'login_required', user, 'grant-login-expired'],
  // got grant-refused
  [90019, 'No tenant-identifying information found.', 'invalid_request', app, 'grant-tenant-unknown'],
] as const)('AADSTS%i', (code, words, error, asked, reason) => {
  const { status, body } = microsoftRefusal(code, words, error)
  expect(readRefusal({ status, text: body }, JSON.parse(body), asked).reason).toBe(reason)
})
test('700025: a secret beside a public client: remove it', () => {
  const said = microsoftRefusal(
    700025,
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  )
  // got grant-secret-wrong, which asks for a new secret
  expect(readRefusal({ status: 401, text: said.body }, JSON.parse(said.body), user).reason).not.toBe(
    'grant-secret-wrong',
  )
})
test('Google wants the client secret of a desktop app', () => {
  const { status, body } = googleRefusal('invalid_request', 'client_secret is missing.')
  expect(readRefusal({ status, text: body }, JSON.parse(body), google).reason).toBe('grant-secret-wrong') // got grant-refused
})
test('429 without an OAuth2 body, as gateways say it, is throttling', () => {
  // got token-endpoint-unavailable
  expect(readRefusal({ status: 429, text: '', retryAfter: '30' }, undefined, app).reason).toBe(
    'token-throttled',
  )
})
test('the number counts where the words have none any more (rdv-service-public 5041)', () => {
  const body = {
    error: 'invalid_grant',
    error_description: 'FILT3R3D: The refresh token has expired due to inactivity.',
    error_codes: [700082],
  }
  const read = readRefusal({ status: 400, text: JSON.stringify(body) }, body, user)
  expect(read.reason).toBe('grant-login-expired')
  expect(read.detail).toContain('AADSTS700082')
})
