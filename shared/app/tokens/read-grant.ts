import type { SecretReference } from '../../core/definition/monitor.ts'
import type { SecretReader, SecretReading } from '../ports/secrets.ts'
import type { Renewal } from '../ports/token-renewal.ts'

/** The grant as it is stored by now: whoever mends one must not wait for a cache. */
export async function readGrant(
  grant: SecretReference,
  signal: AbortSignal,
  { grants }: { grants: SecretReader },
): Promise<SecretReading> {
  const [reading] = await grants.read([grant], signal, { fresh: true })
  if (!reading) throw new Error(`the store of secrets did not answer for the grant ${grant.name}`)
  return reading
}

export function unread(reading: Exclude<SecretReading, { kind: 'found' }>): Renewal {
  const { kind, fullName, problem } = reading
  return { kind: kind === 'unbound' ? 'unreadable' : kind, fullName, problem }
}
