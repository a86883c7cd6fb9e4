import type { SecretReference } from '../../core/definition/monitor.ts'
import type { AccessToken } from '../../core/grant/token.ts'
import { type EpochMs, type Millis, SECOND } from '../../core/time/units.ts'
import { sleep } from '../concurrency/timing.ts'
import type { GrantLease } from './grant-lease.ts'
import type { Answered } from './redeem-grant.ts'
import type { RenewalPorts } from './renewal-ports.ts'

/** A store that stumbles must not lose the only refresh token that still counts. */
const MOST_TRIES = 3
const GAP: Millis = 1 * SECOND

export interface Granted {
  grant: SecretReference
  answered: Answered & { kind: 'granted' }
  fingerprint: string
  hosts: readonly string[] | undefined
  /** When the token was issued that was kept before. */
  issuedBefore: EpochMs | undefined
}

/**
 * Stores what the endpoint granted: a refresh token that it rotated before the access token, which is used as soon as
 * it stands. Undefined: somebody has the lease by now, whose token must not be overwritten.
 */
export async function storeToken(
  { grant, answered, fingerprint, hosts, issuedBefore }: Granted,
  lease: GrantLease,
  { clock, kept }: RenewalPorts,
): Promise<AccessToken | undefined> {
  const { token, lifetime, requestedAt, refreshToken, said, isAnother } = answered
  const next = refreshToken ?? said
  if (next !== undefined && (next !== said || isAnother)) {
    const put = () => kept.putRotated(grant, { refreshToken: next, grantFingerprint: fingerprint })
    if (!(await lease.holds())) return undefined
    await persistently(put, clock)
  }
  const issuedAt = requestedAt === issuedBefore ? requestedAt + 1 : requestedAt
  const access = { token, issuedAt, expiresAt: requestedAt + lifetime }
  if (!(await lease.holds())) return undefined
  await persistently(() => kept.putAccess(grant, access, hosts), clock)
  return access
}

async function persistently(put: () => Promise<void>, clock: RenewalPorts['clock']): Promise<void> {
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
