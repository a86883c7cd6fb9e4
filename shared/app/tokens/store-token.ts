import type { SecretReference } from '../../core/definition/monitor.ts'
import type { AccessToken } from '../../core/grant/token.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { GrantLease } from './grant-lease.ts'
import type { Answered } from './redeem-grant.ts'
import type { RenewalPorts } from './renewal-ports.ts'

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
  { kept }: Pick<RenewalPorts, 'kept'>,
): Promise<AccessToken | undefined> {
  const { token, lifetime, requestedAt, refreshToken, said, isAnother } = answered
  const next = refreshToken ?? said
  if (next !== undefined && (next !== said || isAnother)) {
    const rotated = { refreshToken: next, grantFingerprint: fingerprint }
    if (!(await lease.store((signal) => kept.putRotated(grant, rotated, signal)))) return undefined
  }
  const issuedAt = requestedAt === issuedBefore ? requestedAt + 1 : requestedAt
  const access = { token, issuedAt, expiresAt: requestedAt + lifetime }
  return (await lease.store((signal) => kept.putAccess(grant, access, hosts, signal))) ? access : undefined
}
