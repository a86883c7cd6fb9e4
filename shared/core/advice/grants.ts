import { type TokenProvider, isOfMicrosoft, isOfOther, isOfUser } from '../run/refusals/whose-grant.ts'
import type { Reason } from '../run/statuses.ts'
import { tameLine } from '../redaction/tame.ts'
import { type Advice, type AdviceContext, byWords } from './advice-context.ts'
import { grantIn, withArguments } from './grant-commands.ts'

const MAX_DETAIL = 300

type Mends = string | { microsoft: string; google: string; other: string }

/**
 * The cause, what the endpoint said (support asks for its code, time and correlation id), and what mends it at
 * the provider whose words they are; one text where the provider does not matter, or only Microsoft says this.
 */
function mended(cause: string, by: Mends): Advice {
  return ({ detail, grant }: AdviceContext) => {
    const provider = providerOf(detail ?? '')
    const told = typeof by === 'string' ? by : by[provider]
    const mend = withArguments(
      told,
      grant ?? grantIn(detail ?? ''),
      detail === undefined ? undefined : provider,
    )
    return detail ? [cause, tameLine(detail, MAX_DETAIL), mend] : [cause, mend]
  }
}

function providerOf(detail: string): TokenProvider {
  if (isOfMicrosoft(detail)) return 'microsoft'
  return isOfOther(detail) ? 'other' : 'google'
}

const NEW_SECRET =
  'Microsoft Entra, App registrations, the app, Certificates & secrets: create a new client secret and store its Value.'
const GOOGLE_CLIENT =
  'Google Cloud console, Google Auth Platform, Clients: compare client ID and secret with the grant.'
const STORE = 'Store the grant with `npx roundtrip secrets set`.'

const AGAIN = 'If it happens again, check the network and the status page of the provider.'

const APPS_CONSENT = mended('The app has no consent for what it asks for.', {
  microsoft:
    'Microsoft Entra, App registrations, the app, API permissions: add POP.AccessAsApp, IMAP.AccessAsApp and SMTP.SendAsApp of Office 365 Exchange Online, then Grant admin consent.',
  google:
    'Google Admin console, Security, API controls, Domain-wide delegation: enter the client ID of the service account with https://mail.google.com/. It may take 24 hours.',
  other: 'Allow the app the scope of the grant, where it is registered.',
})
const USERS_CONSENT = mended('The user has not consented to what the app asks for.', {
  microsoft:
    'Microsoft Entra, App registrations, the app, API permissions: add the delegated permissions IMAP.AccessAsUser.All, POP.AccessAsUser.All and SMTP.Send. Then log in again with `npx roundtrip oauth login`.',
  google: 'Log in again with `npx roundtrip oauth login`, and allow what is asked for.',
  other: 'Log in again with `npx roundtrip oauth login`, and allow what is asked for.',
})

/** Why no access token can be had, and which console page or command mends it. */
export const ADVICE_ON_GRANTS = {
  'grant-invalid': mended(
    'The stored grant is not one that Roundtrip can read.',
    'Store it again with `npx roundtrip secrets set`; docs/microsoft-365.md and docs/google.md show what it holds.',
  ),
  'grant-secret-wrong': byWords(
    mended('The token endpoint refused the client secret.', {
      microsoft: `Often the Secret ID was stored in place of the Value. ${NEW_SECRET}`,
      google: GOOGLE_CLIENT,
      other: 'Compare client ID and client secret with the grant, where the app is registered.',
    }),
    [
      /AADSTS(?:7000218|7000216)\b/,
      mended(
        'The app is not allowed to log users in without a client secret.',
        'Microsoft Entra, App registrations, the app, Authentication: turn on "Allow public client flows". An app with a secret: log in again with `npx roundtrip oauth login --client-secret`.',
      ),
    ],
  ),
  'grant-secret-expired': mended(
    'The client secret has expired.',
    `${NEW_SECRET} Write its end into clientSecretEnds to be warned next time.`,
  ),
  'grant-certificate-refused': mended(
    'The token endpoint does not accept the certificate or the key that the request was signed with.',
    {
      microsoft:
        'Microsoft Entra, App registrations, the app, Certificates & secrets, Certificates: upload this certificate if its thumbprint is not listed, or a new one if it has expired. Check the clock.',
      google:
        'Google Cloud console, Service accounts, the account, Keys: create a new key if this one is not listed, and store its file. Check the clock.',
      other:
        'Register this certificate or key where the app is registered, or a new one if it has expired. Check the clock.',
    },
  ),
  'grant-consent-missing': (context) =>
    (isOfUser(context.detail ?? '') ? USERS_CONSENT : APPS_CONSENT)(context),
  'grant-scope-refused': mended('The token endpoint does not know the scope that was asked for.', {
    microsoft: `Remove "scope" from the grant, to use the default of its cloud, or correct it. ${STORE}`,
    google: `Remove "scope" from the grant, to use https://mail.google.com/. ${STORE}`,
    other: `Correct "scope" in the grant: the provider says what it is called for mail. ${STORE}`,
  }),
  'grant-app-unknown': mended('The app is unknown in this tenant, disabled or deleted.', {
    microsoft:
      'Microsoft Entra, App registrations, the app, Overview: compare Application (client) ID and Directory (tenant) ID with the grant; Enterprise applications, Properties: it must be enabled.',
    google:
      'Google Cloud console, Service accounts or Google Auth Platform, Clients: it must exist and be enabled.',
    other: 'Compare the client ID with the grant, where the app is registered; the app must be enabled.',
  }),
  'grant-tenant-unknown': byWords(
    mended(
      'There is no such tenant, or the endpoint of the tenant itself must be used.',
      'Microsoft Entra, Overview: write the Tenant ID, or a domain of it, into the grant; not "common" or "consumers". Check "cloud" too.',
    ),
    [
      /AADSTS(?:9002331|9002346)\b/,
      mended(
        'The app is registered for personal Microsoft accounts alone.',
        'Log in again with `npx roundtrip oauth login --tenant consumers`.',
      ),
    ],
    [
      /AADSTS500022[45]\b/,
      mended(
        'Microsoft has blocked the tenant, as it does when a tenant was unused for long.',
        'An administrator of the tenant can ask the support of Microsoft to unblock it; a test tenant is best replaced.',
      ),
    ],
  ),
  'grant-access-blocked': byWords(
    mended('A policy of the organization does not allow this sign-in, or the account is disabled.', {
      microsoft:
        'Microsoft Entra, Sign-in logs (those of service principals for an app): open the sign-in, Conditional Access shows which policy; exclude the app or the account from it.',
      google: 'Google Admin console, Security, API controls, App access control: mark the app as trusted.',
      other: 'Ask the administrator of the account which policy it is.',
    }),
    [
      /AADSTS(?:50057|500571|500341)\b|\baccount (?:is|was|has been) (?:deleted|disabled|suspended)/i,
      mended(
        'The account that the login belongs to was deleted or disabled.',
        'Ask its administrator, or the provider, to restore or enable it; or log in as another user with `npx roundtrip oauth login`.',
      ),
    ],
    [
      /service abuse mode/i,
      mended(
        'Microsoft has blocked the account for misuse, or what it takes for that.',
        'Log in to the account with a web browser and do what it asks; then log in again with `npx roundtrip oauth login`.',
      ),
    ],
  ),
  'grant-login-expired': mended(
    'The stored login is no longer valid: it expired, was revoked, or the password was changed.',
    {
      microsoft: 'Log in again with `npx roundtrip oauth login`.',
      google:
        'Log in again with `npx roundtrip oauth login`. Google Auth Platform, Audience: publish an app that is in Testing, where a login ends after 7 days.',
      other: 'Log in again with `npx roundtrip oauth login`.',
    },
  ),
  'grant-refused': mended('The token endpoint refused the grant.', {
    microsoft: 'Compare its words with docs/microsoft-365.md, and the fields of the grant with the console.',
    google: 'Compare its words with docs/google.md, and the fields of the grant with the console.',
    other:
      'Compare its words with what the provider documents, and the fields of the grant with its console.',
  }),
  'token-throttled': mended(
    'The token endpoint limits requests; the next run tries again.',
    'If it happens again, find out who else fetches tokens for this app.',
  ),
  'token-endpoint-unavailable': byWords(
    mended(
      'No token could be had from the token endpoint, so no login was made; the mail servers were not tested.',
      AGAIN,
    ),
    [
      / (?:in time|within \d+ s)$|took too long/,
      mended(
        'The token endpoint did not answer in time, so no login was made; the mail servers were not tested.',
        AGAIN,
      ),
    ],
    [
      / (?:answered \d{3}|answered more|issued) /,
      mended(
        'The token endpoint answered, but not with a token that can be used, so no login was made; the mail servers were not tested.',
        'If it happens again, check that no proxy or login page answers in its place, and that the grant names the right endpoint.',
      ),
    ],
  ),
} as const satisfies Partial<Record<Reason, Advice>>
