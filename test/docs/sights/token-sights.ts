import { httpTokenEndpoint } from '../../../shared/adapters/oauth/token-endpoint.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import {
  REFUSALS,
  type Scripted,
  googleRefusal,
  microsoftRefusal,
} from '../../support/servers/token-issuer/refusals.ts'
import { tokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'

type GrantName = keyof Awaited<ReturnType<typeof tokenIssuer>>['grants']

/** What each refusal of a token endpoint is reported as, by the name that the guides give it. */
const SCRIPTED: Readonly<Record<string, readonly [GrantName, Scripted]>> = {
  'app-unknown': ['app', REFUSALS.appUnknown],
  'tenant-unknown': ['app', REFUSALS.tenantUnknown],
  'consent-missing': ['app', REFUSALS.consentMissing],
  'secret-id': ['app', REFUSALS.secretWrong],
  'secret-expired': ['app', REFUSALS.secretExpired],
  certificate: ['certificate', REFUSALS.certificateUnknown],
  'access-blocked': ['app', REFUSALS.accessBlocked],
  'other-cloud': [
    'app',
    microsoftRefusal(
      900382,
      'Confidential Client is not supported in Cross Cloud request.',
      'invalid_client',
    ),
  ],
  'public-client-off': ['microsoft', REFUSALS.publicClientOff],
  'consumers-wanted': [
    'microsoft',
    microsoftRefusal(
      9002346,
      `Application '2f6c1a1e-5d0b-4d7c-9a53-0d3c6f1b7e21'(Roundtrip) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.`,
      'invalid_request',
    ),
  ],
  'user-consent-missing': ['microsoft', REFUSALS.consentMissing],
  'login-expired': ['microsoft', REFUSALS.loginExpired],
  'delegation-missing': ['service', REFUSALS.googleNotDelegated],
  'google-key': ['service', googleRefusal('invalid_grant', 'Invalid JWT Signature.')],
  'google-account': ['service', googleRefusal('invalid_grant', 'Invalid grant: account not found')],
  'google-user': ['service', googleRefusal('invalid_grant', 'Invalid email or User ID')],
  'google-client-secret': [
    'google',
    googleRefusal('invalid_client', 'The provided client secret is invalid.', 401),
  ],
  'google-testing': ['google', REFUSALS.googleRevoked],
  'google-login-expired': ['google', REFUSALS.googleRevoked],
}

/** `reason: detail` of this sight, as a run reports it; `undefined`: it is none of a token endpoint. */
export async function tokenSight(name: string): Promise<string | undefined> {
  const scripted = SCRIPTED[name]
  if (!scripted) return undefined
  const [of, answer] = scripted
  const issuer = await tokenIssuer()
  issuer.script(answer)
  const parsed = parseGrant(issuer.grants[of])
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  // Of a login of which nobody can say that it is the seven days of an app in Testing, or of one that is as old.
  const loggedInAt = parsed.grant.kind === 'refresh-token' ? (parsed.grant.loggedInAt ?? 0) : 0
  const now = name === 'google-testing' ? loggedInAt + 7 * DAY : Date.UTC(2027, 0, 15)
  const endpoint = httpTokenEndpoint({ now: () => now })
  const redeemed = await endpoint.redeem(parsed.grant, AbortSignal.timeout(10_000))
  if (redeemed.kind !== 'refused') throw new Error(`${name} was granted`)
  return `${redeemed.reason}: ${redeemed.detail}`
}
