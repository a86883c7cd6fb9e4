import type { SecretReading } from '../../app/ports/secrets.ts'
import { parseStoredSecret } from '../../core/definition/stored-secret.ts'

type Named = Pick<SecretReading, 'reference' | 'fullName'>

/**
 * The reading of a text that was found in a store of a stack, whose rows others may write than those who may
 * read its secrets: without hosts it carries a warning.
 */
export function storedReading(named: Named, text: string): SecretReading {
  const reading = ownReading(named, text)
  return reading.kind === 'found' && !reading.hosts ? { ...reading, warning: 'secret-for-any-host' } : reading
}

/** The reading of a text that whoever writes the monitors keeps himself. */
export function ownReading(named: Named, text: string): SecretReading {
  const stored = parseStoredSecret(text)
  switch (stored.kind) {
    case 'bare':
      return { ...named, kind: 'found', value: stored.value }
    case 'bound':
      return { ...named, kind: 'found', value: stored.value, hosts: stored.hosts }
    case 'unreadable':
      return { ...named, ...stored }
    default:
      return stored satisfies never
  }
}
