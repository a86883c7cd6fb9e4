import * as v from 'valibot'

import { tokenEndpoint as endpointField } from '../../../shared/core/grant/grant-fields.ts'
import type { Provider } from '../../../shared/core/grant/grant.ts'
import {
  type LoginClient,
  googleLoginClient,
  microsoftLoginClient,
} from '../../../shared/core/grant/login-client.ts'
import { parseGrant } from '../../../shared/core/grant/parse-grant.ts'
import { optionName } from '../../application/parameters.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import type { ClientFlags } from './client-flags.ts'

const OF_MICROSOFT = ['tenant', 'cloud'] as const
const OF_OTHERS = ['tokenEndpoint', 'authorizationEndpoint', 'deviceEndpoint', 'scope'] as const

/** The app to log in to, without its secret. Throws `UsageError` with every mistake. */
export function loginClientOf(flags: ClientFlags): LoginClient {
  const { provider, clientId, tenant, cloud } = flags
  if (provider === undefined) throw new UsageError('--provider: expected microsoft, google or other')
  const mistakes = [...strayOptions(provider, flags), ...missingOptions(provider, flags)]
  if (mistakes.length > 0) throw new UsageError(...mistakes)
  const { tokenEndpoint, scope } = flags
  const written = { provider, clientId, tenant, cloud, tokenEndpoint, scope, refreshToken: 'none-yet' }
  const parsed = parseGrant(JSON.stringify({ grant: 'refresh-token', ...written }))
  const problems = [
    ...(parsed.ok ? [] : parsed.problems),
    ...(['authorizationEndpoint', 'deviceEndpoint'] as const).flatMap((path) =>
      endpointProblems(path, flags),
    ),
  ]
  if (!parsed.ok || problems.length > 0 || clientId === undefined)
    throw new UsageError(...problems.map(({ path, message }) => `--${optionName(path)}: ${message}`))
  switch (provider) {
    case 'google':
      return googleLoginClient({ clientId })
    case 'microsoft':
      return microsoftLoginClient(
        { clientId },
        { ...(tenant !== undefined && { tenant }), ...(cloud && { cloud }) },
      )
    case 'other': {
      const { authorizationEndpoint = '', deviceEndpoint } = flags
      const { grant } = parsed
      return {
        provider,
        clientId,
        scope: grant.scope,
        tokenEndpoint: grant.tokenEndpoint,
        authorizationEndpoint,
        ...(deviceEndpoint !== undefined && { deviceEndpoint }),
      }
    }
    default:
      return provider satisfies never
  }
}

function strayOptions(provider: Provider, flags: ClientFlags): string[] {
  const given = (names: readonly (keyof ClientFlags)[]) => names.filter((name) => flags[name] !== undefined)
  const stray = [
    ...(provider === 'microsoft' ? [] : given(OF_MICROSOFT).map((name) => [name, 'microsoft'])),
    ...(provider === 'other' ? [] : given(OF_OTHERS).map((name) => [name, 'other'])),
  ]
  return [
    ...stray.map(([name = '', its]) => `--${optionName(name)} is for --provider ${its}`),
    ...(provider === 'google' && flags.device
      ? ['--device: Google has no login by device code for mail; leave it out']
      : []),
  ]
}

function missingOptions(provider: Provider, flags: ClientFlags): string[] {
  const place = flags.device ? 'deviceEndpoint' : 'authorizationEndpoint'
  const needed = [
    'clientId' as const,
    ...(provider === 'other' ? (['tokenEndpoint', place, 'scope'] as const) : []),
  ]
  return needed
    .filter((name) => flags[name] === undefined)
    .map((name) => `--${optionName(name)}: expected ${EXPECTED[name]}, got nothing`)
}

const EXPECTED = {
  clientId: 'the client ID of the app',
  tokenEndpoint: 'the https:// address of the token endpoint',
  authorizationEndpoint: 'the https:// address of the authorization endpoint',
  deviceEndpoint: 'the https:// address of the device authorization endpoint',
  scope: 'the scopes to ask for',
} as const

function endpointProblems(path: 'authorizationEndpoint' | 'deviceEndpoint', flags: ClientFlags) {
  const read = v.safeParse(v.optional(endpointField), flags[path])
  return read.success ? [] : read.issues.map(({ message }) => ({ path, message }))
}
