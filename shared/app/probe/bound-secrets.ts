import type { SecretReader, SecretReading } from '../ports/secrets.ts'
import type { TokenReader } from '../ports/tokens.ts'

/**
 * The same secrets, but for those that are for any host: a definition that nobody saved could name one, and
 * have it said to a server of its own.
 */
export function boundSecrets({ read, howToSet }: SecretReader): SecretReader {
  return {
    read: async (...asked) =>
      (await read(...asked)).map((reading) => (isBound(reading) ? reading : unbound(reading, 'passwords'))),
    howToSet,
  }
}

/** The same of access tokens. */
export function boundTokens({ readToken, howToSet }: TokenReader): TokenReader {
  return {
    async readToken(...asked) {
      const reading = await readToken(...asked)
      return reading.kind === 'refused' || isBound(reading) ? reading : unbound(reading, 'grants')
    },
    howToSet,
  }
}

function isBound(reading: SecretReading): boolean {
  return reading.kind !== 'found' || reading.hosts !== undefined
}

function unbound(
  { reference, fullName }: SecretReading,
  what: string,
): Exclude<SecretReading, { kind: 'found' }> {
  const problem = `is stored for any host, and a definition that is not saved is tested only with ${what} stored for its hosts`
  return { kind: 'unbound', reference, fullName, problem }
}
