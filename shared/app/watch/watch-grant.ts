import { readSecretReference } from '../../core/definition/fields/secret-reference.ts'
import type { Clock } from '../ports/clock.ts'
import type { GrantStateStore, RenewalStarter } from '../ports/token-renewal.ts'

export interface WatchGrantPorts {
  clock: Clock
  runs: GrantStateStore
  /** Absent where nothing renews tokens ahead of their end. */
  renewals?: RenewalStarter
}

/**
 * What time alone brings about of a grant, as `ssm:NAME`: the end of its client secret or certificate is told
 * ahead, and its token renewed. Throws what could not be done; it is tried again a minute later.
 */
export async function watchGrant(grant: string, { clock, runs, renewals }: WatchGrantPorts): Promise<void> {
  const state = await runs.findGrant(grant)
  if (!state || (state.renewAt ?? Infinity) > clock.now()) return
  const reference = readSecretReference(grant, 'file', 'grant')
  if (reference.ok) await renewals?.start(reference.value)
}
