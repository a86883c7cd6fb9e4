import type { SecretReference } from '../../core/definition/monitor.ts'
import type { RotatedToken } from '../../core/grant/token.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { sleep } from '../concurrency/timing.ts'
import type { RotatedTokenKeeper } from '../ports/token-renewal.ts'
import type { GrantLease } from './grant-lease.ts'
import type { RenewalPorts } from './renewal-ports.ts'

/** A store that stumbles must not lose the only refresh token that still counts. */
const MOST_TRIES = 3
const GAP: Millis = 1 * SECOND

/** Stores the refresh token that is redeemed next; false: somebody has the lease by now. */
export async function storeRotated(
  grant: SecretReference,
  rotated: RotatedToken,
  lease: GrantLease,
  { clock, kept }: Pick<RenewalPorts, 'clock'> & { kept: RotatedTokenKeeper },
): Promise<boolean> {
  if (!(await lease.holds())) return false
  await persistently(() => kept.putRotated(grant, rotated), clock)
  return true
}

/** Three tries; throws what the last one threw. */
export async function persistently(put: () => Promise<void>, clock: RenewalPorts['clock']): Promise<void> {
  const never = new AbortController().signal
  for (let tries = 1; ; tries += 1) {
    try {
      await put()
      return
    } catch (error) {
      if (tries === MOST_TRIES) throw error
      await sleep(clock, GAP, never)
    }
  }
}
