import type { Reason } from '../run/statuses.ts'
import { tameLine } from '../redaction/tame.ts'
import { type Advice, type AdviceContext } from './advice-context.ts'

const MAX_DETAIL = 300

/** With what the endpoint said first: support asks for its code, time and correlation id. */
function beside(...lines: readonly string[]): Advice {
  return ({ detail }: AdviceContext) => {
    const [cause = '', ...rest] = lines
    return detail ? [cause, tameLine(detail, MAX_DETAIL), ...rest] : lines
  }
}

/** Why no access token can be had, and which console page or command mends it. */
export const ADVICE_ON_GRANTS = {
  'grant-invalid': beside(
    'The stored grant is not one that Roundtrip can read.',
    'Store it again with `npx roundtrip secrets set`; docs/microsoft-365.md and docs/google.md show what it holds.',
  ),
  'grant-secret-wrong': beside(
    'The token endpoint refused the client secret. Most often its ID was stored, not its value.',
    'Microsoft Entra: App registrations, the app, Certificates & secrets: create a new client secret and store its Value.',
  ),
  'grant-secret-expired': beside(
    'The client secret has expired.',
    'Microsoft Entra: App registrations, the app, Certificates & secrets: create a new client secret and store its Value.',
  ),
  'grant-certificate-refused': beside(
    'The token endpoint does not accept the certificate or the key that the request was signed with.',
    'Check that this certificate is uploaded to the app and has not expired, and that the clock is right.',
  ),
  'grant-consent-missing': beside(
    'The app has no consent for what it asks for.',
    'An administrator must grant it: Microsoft Entra, API permissions, Grant admin consent; Google Admin console, Domain-wide delegation.',
  ),
  'grant-scope-refused': beside(
    'The token endpoint does not know the scope that was asked for.',
    'Remove "scope" from the grant to use the default of the provider, or correct it.',
  ),
  'grant-app-unknown': beside(
    'The app is unknown in this tenant, disabled or deleted.',
    'Check clientId and tenant of the grant: the app registration shows both on its Overview page.',
  ),
  'grant-tenant-unknown': beside(
    'There is no such tenant, or the endpoint of the tenant itself must be used.',
    'Check the tenant of the grant: its id, or a domain of it; not "common" or "consumers".',
  ),
  'grant-access-blocked': beside(
    'A Conditional Access policy or the security defaults of the tenant do not allow this sign-in.',
    'Microsoft Entra, Sign-in logs shows which policy; exclude the app or the account from it.',
  ),
  'grant-login-expired': beside(
    'The stored login is no longer valid: it expired, was revoked, or the password was changed.',
    'Log in again with `npx roundtrip oauth login`.',
  ),
  'grant-refused': beside('The token endpoint refused the grant.', 'Its own words tell why.'),
  'token-throttled': beside(
    'The token endpoint limits requests; the next run tries again.',
    'If it happens again, find out who else fetches tokens for this app.',
  ),
  'token-endpoint-unavailable': beside(
    'The token endpoint did not answer in time, so no login was made; the mail servers were not tested.',
    'If it happens again, check the network and the status page of the provider.',
  ),
} as const satisfies Partial<Record<Reason, Advice>>
