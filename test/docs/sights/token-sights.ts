import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { says } from '../../cli/says.ts'
import {
  REFUSALS,
  type Scripted,
  googleRefusal,
  microsoftRefusal,
} from '../../support/servers/token-issuer/refusals.ts'
import { tokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'
import { dataFolder } from '../../support/temporary-files.ts'

type GrantName = keyof Awaited<ReturnType<typeof tokenIssuer>>['grants']

/** What the token endpoint answers to `oauth renew` of this grant, by the name that the guides give it. */
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
  'user-consent-missing': ['microsoft', REFUSALS.consentMissing],
  'login-expired': ['microsoft', REFUSALS.loginExpired],
  'delegation-missing': ['service', REFUSALS.googleNotDelegated],
  'google-key': ['service', googleRefusal('invalid_grant', 'Invalid JWT Signature.')],
  'google-account': ['service', googleRefusal('invalid_grant', 'Invalid grant: account not found')],
  'google-account-disabled': ['service', googleRefusal('invalid_grant', 'Robot is disabled.')],
  'google-user': ['service', googleRefusal('invalid_grant', 'Invalid email or User ID')],
  'google-testing': ['google', REFUSALS.googleRevoked],
  'google-login-expired': ['google', REFUSALS.googleRevoked],
}

/**
 * `reason: detail` of this sight, as `secrets set` and then `oauth renew` on one machine report it; `undefined`: it is
 * none of a token endpoint.
 */
export async function tokenSight(name: string): Promise<string | undefined> {
  const scripted = SCRIPTED[name]
  if (!scripted) return undefined
  const [of, answer] = scripted
  const issuer = await tokenIssuer()
  issuer.script(answer)
  const grant = issuer.grants[of]
  const local = ['--local', await dataFolder()]
  const hosts = ['--host', 'mail.example.com']
  const stored = await says(['secrets', 'set', 'grant', ...hosts, ...local], {
    readSecret: () => Promise.resolve(grant),
  })
  const { out } = await says(['oauth', 'renew', 'grant', ...local], {
    clock: { ...systemClock, now: () => nowAt(name, grant) },
  })
  const [, reason, detail] = /^ssm:grant: .* \((grant-[a-z-]+)\)\n {2}.*\n {2}(.*)\n {2}.*\n$/.exec(out) ?? []
  if (reason === undefined || detail === undefined) throw new Error(`${name}: ${stored.err}${out}`)
  return `${reason}: ${detail}`
}

/** Of a login of which nobody can say that it is the seven days of an app in Testing, or of one that is as old. */
function nowAt(name: string, grant: string): number {
  if (name !== 'google-testing') return Date.UTC(2027, 0, 15)
  const parsed = parseGrant(grant)
  if (!parsed.ok || parsed.grant.kind !== 'refresh-token') throw new Error('no login of a user')
  return (parsed.grant.loggedInAt ?? 0) + 7 * DAY
}
