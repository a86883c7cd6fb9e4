import { ownReading } from '../../../shared/adapters/secrets/stored-reading.ts'
import type { SecretReader } from '../../../shared/app/ports/secrets.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'

/**
 * Secrets that are what this function says of them, at each read; `undefined`: not set. `set NAME` sets one.
 */
export function memorySecrets(
  valueOf: (reference: SecretReference, fresh: boolean) => string | undefined,
): SecretReader {
  return {
    read: (references, _signal, { fresh = false } = {}) =>
      Promise.resolve(
        references.map((reference) => {
          const named = { reference, fullName: `secret ${reference.name}` }
          const value = valueOf(reference, fresh)
          return value === undefined
            ? { ...named, kind: 'missing', problem: 'is not set' }
            : ownReading(named, value)
        }),
      ),
    howToSet: ({ name }, hosts) => (hosts ? `set ${name} for ${hosts.join(' and ')}` : `set ${name}`),
  }
}
