/** An answer of a token endpoint, as it stands on the wire. */
export interface Scripted {
  status: number
  body: string
  headers?: Record<string, string>
}

const CORRELATION = '5fc87507-4086-4e77-b415-cee677eb232e'
const TRACE = '6f6c4645-0202-4486-b625-fa957dfc4700'
const AT = '2026-11-30 12:00:00Z'

/** As Entra writes it: the numbers also beside the words, and traces in both. */
export function microsoftRefusal(
  code: number,
  words: string,
  error = 'invalid_client',
  more: object = {},
): Scripted {
  return {
    status: error === 'invalid_client' ? 401 : 400,
    body: JSON.stringify({
      error,
      error_description: `AADSTS${code}: ${words} Trace ID: ${TRACE} Correlation ID: ${CORRELATION} Timestamp: ${AT}`,
      error_codes: [code],
      timestamp: AT,
      trace_id: TRACE,
      correlation_id: CORRELATION,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      ...more,
    }),
    headers: { 'content-type': 'application/json; charset=utf-8' },
  }
}

/** As Google writes it: with line breaks, and little else. */
export function googleRefusal(error: string, words?: string, status = 400, more: object = {}): Scripted {
  return {
    status,
    body: JSON.stringify(
      { error, ...(words !== undefined && { error_description: words }), ...more },
      null,
      2,
    ),
    headers: { 'content-type': 'application/json; charset=utf-8' },
  }
}

const APP = "'2f6c1a1e-5d0b-4d7c-9a53-0d3c6f1b7e21'"

/** Answers of Microsoft and Google to whom something is missing, by what is missing. */
export const REFUSALS = {
  secretWrong: microsoftRefusal(
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app ${APP}.`,
  ),
  secretExpired: microsoftRefusal(
    7000222,
    `The provided client secret keys for app ${APP} are expired. Visit the Azure portal to create new keys for your app.`,
  ),
  certificateUnknown: microsoftRefusal(
    700027,
    'The certificate with identifier used to sign the client assertion is not registered on application.',
  ),
  appUnknown: microsoftRefusal(
    700016,
    `Application with identifier ${APP} was not found in the directory 'Contoso'.`,
    'unauthorized_client',
  ),
  tenantUnknown: microsoftRefusal(90002, "Tenant 'contoso.example' not found.", 'invalid_request'),
  consentMissing: microsoftRefusal(
    65001,
    `The user or administrator has not consented to use the application with ID ${APP} named 'Roundtrip'.`,
    'invalid_grant',
    { suberror: 'consent_required' },
  ),
  accessBlocked: microsoftRefusal(
    53003,
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    'invalid_grant',
    { suberror: 'message_only' },
  ),
  loginExpired: microsoftRefusal(
    700082,
    'The refresh token has expired due to inactivity. The token was issued on 2026-01-03T09:39:41.5631952Z and was inactive for 90.00:00:00.',
    'invalid_grant',
  ),
  publicClientOff: microsoftRefusal(
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ),
  throttled: {
    ...microsoftRefusal(90055, 'Tenant throttling error.', 'temporarily_unavailable'),
    status: 429,
  },
  passing: {
    ...microsoftRefusal(
      90033,
      'A transient error has occurred. Please try again.',
      'temporarily_unavailable',
    ),
    status: 503,
  },
  googleRevoked: googleRefusal('invalid_grant', 'Token has been expired or revoked.'),
  googleNotDelegated: googleRefusal(
    'unauthorized_client',
    'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
    401,
  ),
} as const satisfies Record<string, Scripted>
