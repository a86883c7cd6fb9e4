import { hostsOfProvider } from '../../core/grant/grant-summary.ts'
import { parseGrant } from '../../core/grant/parse-grant.ts'
import type { SecretReading } from '../ports/secrets.ts'

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
