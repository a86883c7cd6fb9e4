import type { SecretReference } from '../../core/definition/monitor.ts'
import type { EpochMs, Millis } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { SecretReader } from '../ports/secrets.ts'
import type { GrantStateStore, RenewalWish, TokenEndpoint, TokenKeeper } from '../ports/token-renewal.ts'

/** Where grants are read, and tokens fetched and kept. */
export interface RenewalPorts {
  clock: Clock
  /** Grants, not passwords. */
  grants: SecretReader
  kept: TokenKeeper
  states: GrantStateStore
  endpoint: TokenEndpoint
  /** Whether a monitor names it: others are not renewed ahead. Asked once a renewal; absent: each is taken to be. */
  isUsed?: (grant: SecretReference) => Promise<boolean>
  /** The process stands still once a caller has its answer, as Lambda's do: what is under way is waited for then. */
  freezesWhenAnswered?: boolean
}

/** One who wants a token. */
export interface RenewalCall {
  grant: SecretReference
  wish: RenewalWish
  startedAt: EpochMs
  /** On the monotonic clock: no new request begins then. */
  untilMs: Millis
  signal: AbortSignal
}
