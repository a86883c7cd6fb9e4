import type { SecretReader, SecretReading } from '../../app/ports/secrets.ts'
import type { SecretReference } from '../../core/definition/monitor.ts'

/**
 * Secrets of one machine: `ssm:NAME` and `secretsmanager:NAME` are read from ROUNDTRIP_SECRET_<NAME>,
 * `env:NAME` from NAME itself. `known` holds values by variable that this process made up (the demo
 * mailbox's); they go before the environment. An empty value is none.
 */
export function environmentSecrets(
  env: Readonly<Record<string, string | undefined>>,
  known: Readonly<Record<string, string>> = {},
): SecretReader {
  const readingOf = (reference: SecretReference): SecretReading => {
    const variable = variableOf(reference)
    const named = { reference, fullName: variable }
    const value = known[variable] ?? env[variable]
    return value === undefined || value === ''
      ? { ...named, kind: 'missing', problem: 'is not set' }
      : { ...named, kind: 'found', value }
  }
  return {
    read: (references) => Promise.resolve(references.map(readingOf)),
    howToSet: (reference) => `export ${variableOf(reference)}=…`,
  }
}

function variableOf({ store, name }: SecretReference): string {
  switch (store) {
    case 'ssm':
    case 'secretsmanager':
      return `ROUNDTRIP_SECRET_${name.toUpperCase().replace(/[-.]/g, '_')}`
    case 'env':
      return name
    default:
      return store satisfies never
  }
}
