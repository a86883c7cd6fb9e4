import { describe, expect, test } from 'vitest'

import { readRefusal } from '../../../../shared/core/grant/endpoint/endpoint-refusals.ts'
import type { Asked } from '../../../../shared/core/grant/endpoint/said-error.ts'
import type { GrantReason } from '../../../../shared/core/run/statuses.ts'
import { DAY, HOUR, SECOND } from '../../../../shared/core/time/units.ts'
import {
  googleRefusal,
  microsoftRefusal,
  type Scripted,
} from '../../../support/servers/token-issuer/refusals.ts'

const NOW = Date.parse('2026-11-30T12:00:00Z')
const microsoft: Asked = {
  provider: 'microsoft',
  kind: 'client-credentials',
  host: 'login.example',
  now: NOW,
  hide: (text) => text,
}
const google: Asked = { ...microsoft, provider: 'google', kind: 'refresh-token' }
const service: Asked = { ...google, kind: 'service-account' }
const other: Asked = { ...google, provider: 'other' }

const read = ({ status, body, headers }: Scripted, asked: Asked) => {
  const parsed: unknown = body.startsWith('{') ? JSON.parse(body) : undefined
  return readRefusal({ status, text: body, retryAfter: headers?.['retry-after'] }, parsed, asked)
}

describe("Microsoft's numbers", () => {
  test.each<[GrantReason, number[]]>([
    ['grant-secret-wrong', [7000215, 7000218]],
    ['grant-secret-expired', [7000222]],
    ['grant-certificate-refused', [700027, 50012, 700024, 500133]],
    ['grant-app-unknown', [700016, 700011, 7000112, 7000229]],
    ['grant-tenant-unknown', [90002, 9001023, 50194, 900023]],
    ['grant-scope-refused', [70011, 28002, 500011, 1002012, 900144]],
    ['grant-consent-missing', [65001, 650056, 650057, 90094, 50105]],
    ['grant-login-expired', [700082, 70008, 70043, 50173, 70000, 700084]],
    ['grant-access-blocked', [53003, 530032, 530035, 50076, 50057]],
    ['token-endpoint-unavailable', [90006, 90012, 90024, 90033]],
    ['token-throttled', [90055, 50196]],
    ['grant-refused', [9002313, 123456]],
  ])('of %s', (reason, codes) => {
    for (const code of codes) {
      expect(read(microsoftRefusal(code, 'Words.', 'invalid_request'), microsoft)).toMatchObject({
        reason,
        isPassing: reason.startsWith('token-'),
        detail: expect.stringMatching(
          new RegExp(`AADSTS${code}: Words\\. \\(correlation id 5fc87507-.*, 2026-11-30 12:00:00Z\\)$`),
        ) as string,
      })
    }
  })

  test.each<[report: string, codes: number[], words: string, reason: GrantReason]>([
    [
      'two numbers, the first of which says nothing',
      [70002, 70000],
      'AADSTS70002: Error. AADSTS70000: The grant is invalid.',
      'grant-login-expired',
    ],
    [
      'two numbers of an assertion',
      [70002, 500133],
      'AADSTS70002: Error. AADSTS500133: Assertion is not within its valid time range',
      'grant-certificate-refused',
    ],
    [
      'a number in the words alone',
      [],
      'AADSTS50012: Client assertion is not within its valid time range.',
      'grant-certificate-refused',
    ],
    ['a number in the list alone', [7000222], '', 'grant-secret-expired'],
  ])('%s', (_, error_codes, words, reason) => {
    const answer = microsoftRefusal(0, '', 'invalid_grant', { error_description: words, error_codes })
    expect(read(answer, microsoft).reason).toBe(reason)
  })

  test("a secret's ID that was stored is told first", () => {
    const said = microsoftRefusal(7000215, 'Invalid client secret provided.')
    expect(read(said, { ...microsoft, sentSecretId: true }).detail).toMatch(
      /^the stored secret has the form of a secret's ID: AADSTS7000215: Invalid/,
    )
  })
})

describe("Google's words", () => {
  test.each<[asked: Asked, error: string, words: string, reason: GrantReason, hint?: string]>([
    [google, 'invalid_grant', 'Token has been expired or revoked.', 'grant-login-expired', '7 days'],
    [google, 'invalid_grant', 'Bad Request', 'grant-login-expired', '7 days'],
    [
      google,
      'invalid_grant',
      'reauth related error (invalid_rapt)',
      'grant-login-expired',
      'session control',
    ],
    [google, 'unauthorized_client', 'Unauthorized', 'grant-login-expired', 'another client'],
    [google, 'invalid_client', 'The OAuth client was not found.', 'grant-app-unknown'],
    [google, 'invalid_client', 'The provided client secret is invalid.', 'grant-secret-wrong'],
    [google, 'invalid_client', 'Unauthorized', 'grant-secret-wrong'],
    [google, 'deleted_client', 'The OAuth client was deleted.', 'grant-app-unknown'],
    [google, 'disabled_client', 'The OAuth client was disabled.', 'grant-app-unknown'],
    [google, 'admin_policy_enforced', 'Access blocked by the administrator.', 'grant-access-blocked'],
    [
      google,
      'org_internal',
      'This client is restricted to users within its organization.',
      'grant-access-blocked',
    ],
    [google, 'access_denied', 'Account restricted', 'grant-access-blocked'],
    [google, 'invalid_scope', 'Some requested scopes were invalid.', 'grant-scope-refused'],
    [google, 'rate_limit_exceeded', 'Too many requests.', 'token-throttled'],
    [google, 'internal_failure', '', 'token-endpoint-unavailable'],
    [service, 'access_denied', 'Requested client not authorized.', 'grant-consent-missing'],
    [
      service,
      'unauthorized_client',
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
      'grant-consent-missing',
      '24 h',
    ],
    [service, 'invalid_grant', 'Invalid JWT Signature.', 'grant-certificate-refused', 'key was deleted'],
    [
      service,
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      'grant-certificate-refused',
      'clock',
    ],
    [
      service,
      'invalid_grant',
      'Invalid grant: account not found',
      'grant-app-unknown',
      'no such service account',
    ],
    [service, 'invalid_grant', 'Robot is disabled.', 'grant-app-unknown', 'disabled or deleted'],
    [google, 'invalid_grant', 'Account has been deleted', 'grant-access-blocked', 'the account itself'],
    [google, 'invalid_grant', 'The account was disabled.', 'grant-access-blocked', 'the account itself'],
    [service, 'invalid_grant', 'Invalid email or User ID', 'grant-refused', 'primary address'],
    [
      service,
      'invalid_request',
      'Invalid impersonation "sub" field: a@example.com',
      'grant-refused',
      'primary address',
    ],
    [service, 'invalid_grant', 'The account has been deleted', 'grant-refused', 'primary address'],
  ])('%#: %o', (asked, error, words, reason, hint = '') => {
    const { reason: got, detail } = read(googleRefusal(error, words), asked)
    expect(got).toBe(reason)
    expect(detail).toContain(hint)
    expect(detail).toContain(error)
    expect(detail.length).toBeLessThanOrEqual(300)
  })

  test.each([
    [7, /^logins of an app in Testing end after 7 days/],
    [3, /^unused for 6 months/],
    [400, /^unused for 6 months/],
  ])('a login of %s days says the likely cause first', (days, detail) => {
    const asked = { ...google, loggedInAt: NOW - days * DAY }
    expect(read(googleRefusal('invalid_grant', 'Token has been expired or revoked.'), asked).detail).toMatch(
      detail,
    )
  })

  test('an error in the form of its APIs', () => {
    const body = JSON.stringify({
      error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' },
    })
    expect(read({ status: 403, body }, google)).toMatchObject({ reason: 'token-throttled' })
  })
})

test.each<[error: string, asked: Asked, reason: GrantReason]>([
  ['invalid_client', other, 'grant-secret-wrong'],
  ['invalid_grant', other, 'grant-login-expired'],
  ['invalid_grant', { ...other, kind: 'client-credentials' }, 'grant-refused'],
  ['invalid_scope', other, 'grant-scope-refused'],
  ['unauthorized_client', other, 'grant-consent-missing'],
  ['temporarily_unavailable', other, 'token-endpoint-unavailable'],
  ['something_else', other, 'grant-refused'],
])("%s of everybody else's servers", (error, asked, reason) => {
  const detail = expect.stringMatching(
    new RegExp(`^(?:(?:a user's login, )?(?:Microsoft|another provider): |a user's login: )?${error}$`),
  ) as string
  expect(read(googleRefusal(error), asked)).toMatchObject({ reason, detail })
})

test.each<[answer: Scripted, detail: string]>([
  [{ status: 200, body: '' }, 'login.example answered 200 and nothing'],
  [{ status: 404, body: '<!DOCTYPE html>' }, 'login.example answered 404 and a page of HTML'],
  [{ status: 302, body: '' }, 'login.example answered 302, a redirect, which is not followed'],
  [{ status: 502, body: 'bad gateway' }, 'login.example answered 502 and what is no OAuth2 answer'],
  [{ status: 400, body: '{"error":7}' }, 'login.example answered 400 and what is no OAuth2 answer'],
])('%o is no answer', (answer, detail) => {
  expect(read(answer, other)).toMatchObject({ reason: 'token-endpoint-unavailable', isPassing: true, detail })
})

test.each([
  ['30', 30 * SECOND],
  ['Mon, 30 Nov 2026 12:01:00 GMT', 60 * SECOND],
  ['99999999', HOUR],
  ['soon', undefined],
  ['-1', undefined],
])('Retry-After: %s', (retryAfter, waitMs) => {
  const answer = { ...googleRefusal('slow_down', undefined, 429), headers: { 'retry-after': retryAfter } }
  expect(read(answer, google).waitMs).toBe(waitMs)
})

test('what looks like a token is hidden, and hostile text is tamed', () => {
  const token = 'eyJ0eXAiOiJKV1QiLCJub25jZSI6ImF6Y1pTNFd2elNRaUkyb0RxSWxD'
  const { detail } = read(googleRefusal('odd', `Bad ${token}\u001b[2J ${'x '.repeat(500)}`), other)
  expect(detail).toMatch(/^another provider: odd: Bad \(hidden\)\\x1b\[2J x/)
  expect(detail.length).toBeLessThanOrEqual(300)
})
