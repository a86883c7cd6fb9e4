import type { Clock, Ids } from '../ports/clock.ts'
import type { SecretReader } from '../ports/secrets.ts'
import type { GrantStateStore, TokenEndpoint, TokenKeeper, TokenRenewer } from '../ports/token-renewal.ts'

/** Where grants are read, and tokens fetched and kept. */
export interface RenewalPorts {
  clock: Clock
  ids?: Ids
  /** Grants, not passwords. */
  grants: SecretReader
  kept: TokenKeeper
  states: GrantStateStore
  endpoint: TokenEndpoint
}

export function tokenRenewer(ports: RenewalPorts): TokenRenewer {
  return { renew: () => Promise.reject(new Error(`not yet ${String(ports.clock.now())}`)) }
}
