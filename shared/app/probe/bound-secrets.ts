import type { SecretReader, SecretReading } from '../ports/secrets.ts'

/**
 * The same secrets, but for those that are for any host: a definition that nobody saved could name one, and
 * have it said to a server of its own.
 */
export function boundSecrets({ read, howToSet }: SecretReader): SecretReader {
  return {
    read: async (...asked) => (await read(...asked)).map(asBound),
    howToSet,
  }
}

function asBound(reading: SecretReading): SecretReading {
  if (reading.kind !== 'found' || reading.hosts) return reading
  const { reference, fullName } = reading
  const problem =
    'is stored for any host, and a definition that is not saved is tested only with passwords stored for its hosts'
  return { kind: 'unbound', reference, fullName, problem }
}
