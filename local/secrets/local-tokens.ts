import { httpTokenEndpoint } from '../../shared/adapters/oauth/token-endpoint.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { SecretReader } from '../../shared/app/ports/secrets.ts'
import type {
  GrantStateStore,
  RenewalStarter,
  TokenKeeper,
  TokenRenewer,
} from '../../shared/app/ports/token-renewal.ts'
import type { TokenReader } from '../../shared/app/ports/tokens.ts'
import { tokenReader } from '../../shared/app/tokens/read-token.ts'
import { tokenRenewer } from '../../shared/app/tokens/renew-token.ts'
import { referenceText } from '../../shared/core/definition/fields/secret-reference.ts'
import type { SecretReference } from '../../shared/core/definition/monitor.ts'
import { MINUTE } from '../../shared/core/time/units.ts'

export interface LocalTokenParts {
  clock: Clock
  /** Where grants are read. */
  grants: SecretReader
  kept: TokenKeeper
  states: GrantStateStore
  /** Whether anything names the grant: others are not renewed ahead. */
  isUsed?: (grant: SecretReference) => Promise<boolean>
  /** PEM certificates that are trusted besides the usual ones. */
  ca?: readonly string[]
}

export interface LocalTokens {
  tokens: TokenReader
  renewer: TokenRenewer
  /** For the watchdog's pass, which waits for no endpoint. */
  renewals: RenewalStarter
}

/** Who fetches tokens on one machine: this process, one request at a time and grant. */
export function localTokens({ clock, grants, kept, states, isUsed, ca = [] }: LocalTokenParts): LocalTokens {
  const endpoint = httpTokenEndpoint({ now: () => clock.now(), ...(ca.length > 0 && { ca }) })
  const renewer = tokenRenewer({ clock, grants, kept, states, endpoint, ...(isUsed && { isUsed }) })
  return {
    renewer,
    renewals: {
      start(grant) {
        // What comes of it stands in the state of the grant.
        renewer.renew(grant, AbortSignal.timeout(MINUTE)).catch(() => undefined)
        return Promise.resolve()
      },
    },
    tokens: tokenReader({
      kept,
      renewer,
      clock,
      nameOf: (grant) => `grant ${referenceText(grant)}`,
      howToSet: (grant, hosts) => grants.howToSet(grant, hosts),
    }),
  }
}
