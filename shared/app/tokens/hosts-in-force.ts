import { hostsOfProvider } from '../../core/grant/grant-summary.ts'
import { parseGrant } from '../../core/grant/parse-grant.ts'
import type { AccessToken } from '../../core/grant/token.ts'
import type { SecretReading } from '../ports/secrets.ts'
import type { GrantLease } from './grant-lease.ts'
import type { RenewalCall, RenewalPorts } from './renewal-ports.ts'

type KeptToken = AccessToken & { hosts?: readonly string[] }

/**
 * The hosts that a token of this grant may be said to: those that are stored with it; of one that somebody put into the
 * store of a stack without hosts, those of its provider, and none where nobody knows them: others may write the rows
 * there. Undefined: any host, of a grant that whoever writes the monitors keeps himself, and of one that is no grant.
 */
export function hostsInForce({
  value,
  hosts,
  warning,
}: SecretReading & { kind: 'found' }): readonly string[] | undefined {
  if (hosts || warning !== 'secret-for-any-host') return hosts
  const parsed = parseGrant(value)
  return parsed.ok ? hostsOfProvider(parsed.grant) : undefined
}

/**
 * Takes hosts that the stored grant no longer has from a token that stands, though no new one could be had; hosts that it
 * has besides wait for a new one. `gone`: none is left, and the token ends. `lost`: the lease was lost.
 */
export async function withoutLostHosts(
  access: KeptToken,
  hosts: readonly string[] | undefined,
  lease: GrantLease,
  { grant }: Pick<RenewalCall, 'grant'>,
  { kept }: Pick<RenewalPorts, 'kept'>,
): Promise<'stands' | 'gone' | 'lost'> {
  const left = hosts && (access.hosts?.filter((host) => hosts.includes(host)) ?? hosts)
  if (!left || left.length === access.hosts?.length) return 'stands'
  const [token, itsHosts] =
    left.length > 0 ? [access, left] : [{ ...access, expiresAt: access.issuedAt }, access.hosts]
  if (!(await lease.store((signal) => kept.putAccess(grant, token, itsHosts, signal)))) return 'lost'
  return left.length > 0 ? 'stands' : 'gone'
}
