import type { GrantReason } from '../../run/statuses.ts'
import { DAY } from '../../time/units.ts'
import type { Asked, SaidError } from './said-error.ts'

interface Known {
  error: RegExp
  words?: RegExp
  kind?: Asked['kind']
  reason: GrantReason
  /** What is not said by Google's words. */
  hint?: string
}

const UNTIL_A_DAY =
  'the client ID and https://mail.google.com/ must be entered at Domain-wide delegation, up to 24 h ago, and no personal account can be'

/** The first that fits, from Google's pages and public reports as of November 2026. */
const KNOWN: readonly Known[] = [
  {
    error: /^(?:rate_?limit_?exceeded|quota_exceeded|slow_down|RESOURCE_EXHAUSTED)$/i,
    reason: 'token-throttled',
  },
  {
    error: /^(?:internal_failure|server_error|temporarily_unavailable|backend_error|UNAVAILABLE|INTERNAL)$/i,
    reason: 'token-endpoint-unavailable',
  },
  { error: /^(?:deleted|disabled)_client$/, reason: 'grant-app-unknown' },
  { error: /^invalid_client$/, words: /not found|disabled|deleted/i, reason: 'grant-app-unknown' },
  { error: /^invalid_client$/, reason: 'grant-secret-wrong' },
  { error: /^invalid_request$/, words: /client_secret/i, reason: 'grant-secret-wrong' },
  { error: /^(?:admin_policy_enforced|org_internal|access_not_configured)$/, reason: 'grant-access-blocked' },
  { error: /^access_denied$/, words: /restricted|suspended|disabled/i, reason: 'grant-access-blocked' },
  { error: /^access_denied$/, reason: 'grant-consent-missing' },
  {
    error: /^unauthorized_client$/,
    kind: 'refresh-token',
    reason: 'grant-login-expired',
    hint: 'the refresh token was issued to another client',
  },
  { error: /^unauthorized_client$/, reason: 'grant-consent-missing', hint: UNTIL_A_DAY },
  { error: /^invalid_scope$/, reason: 'grant-scope-refused' },
  {
    error: /^invalid_grant$/,
    words: /timeframe|short-lived|\biat\b|\bexp\b/i,
    reason: 'grant-certificate-refused',
    hint: 'the clock of this machine is wrong',
  },
  {
    error: /^invalid_grant$/,
    words: /signature|no valid verifier|key/i,
    kind: 'service-account',
    reason: 'grant-certificate-refused',
    hint: 'the key was deleted, or is that of another service account',
  },
  {
    error: /^invalid_grant$/,
    words: /account not found/i,
    kind: 'service-account',
    reason: 'grant-app-unknown',
    hint: 'there is no such service account',
  },
  {
    error: /^invalid_grant$/,
    words: /robot is (?:disabled|deleted)/i,
    kind: 'service-account',
    reason: 'grant-app-unknown',
    hint: 'the service account is disabled or deleted',
  },
  {
    error: /^invalid_(?:grant|request)$/,
    words: /user id|impersonation|valid email|account has been (?:deleted|disabled)|disabled in your organi/i,
    kind: 'service-account',
    reason: 'grant-refused',
    hint: 'user must be the primary address of a mailbox that exists',
  },
  {
    error: /^invalid_grant$/,
    words: /rapt|reauth/i,
    reason: 'grant-login-expired',
    hint: 'the session length that the Workspace administrator has set is over (Google Cloud session control)',
  },
  {
    error: /^invalid_grant$/,
    words: /account (?:is|was|has been) (?:deleted|disabled|suspended)/i,
    kind: 'refresh-token',
    reason: 'grant-access-blocked',
    hint: 'it is the account itself, not the login',
  },
  { error: /^invalid_grant$/, kind: 'refresh-token', reason: 'grant-login-expired' },
]

/** How old a login of an app in Testing is when it ends, and is then noticed. */
const TESTING = { from: 6.5 * DAY, to: 9 * DAY }

export function googleReason(said: SaidError, asked: Asked): { reason?: GrantReason; hint?: string } {
  const known = KNOWN.find(
    ({ error, words, kind }) =>
      error.test(said.error) &&
      (!words || words.test(`${said.words} ${said.suberror}`)) &&
      (!kind || kind === asked.kind),
  )
  if (!known) return {}
  const hint = known.hint ?? (known.reason === 'grant-login-expired' ? whyItEnded(asked) : undefined)
  return { reason: known.reason, ...(hint !== undefined && { hint }) }
}

function whyItEnded({ now, loggedInAt }: Asked): string {
  const causes = 'unused for 6 months, revoked, or the password was changed'
  if (loggedInAt === undefined)
    return `the app is in Testing (a login ends after 7 days), or it was ${causes}`
  const age = now - loggedInAt
  if (age >= TESTING.from && age <= TESTING.to) {
    return 'logins of an app in Testing end after 7 days, and this one is about as old: publish the app'
  }
  return causes
}
