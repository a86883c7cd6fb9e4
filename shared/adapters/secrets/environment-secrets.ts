import type { SecretReader, SecretReading } from '../../app/ports/secrets.ts'
import type { SecretReference } from '../../core/definition/monitor.ts'
import { storedSecretText } from '../../core/definition/stored-secret.ts'
import { ownReading } from './stored-reading.ts'

/**
 * Secrets of one machine: `ssm:NAME` and `secretsmanager:NAME` are read from ROUNDTRIP_SECRET_<NAME>,
 * `env:NAME` from NAME itself. `known` holds values by variable that this process made up (the demo
 * mailbox's); they go before the environment. An empty value is none; one in the form of stored secrets is
 * for its hosts alone.
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
      : ownReading(named, value)
  }
  return {
    read: (references) => Promise.resolve(references.map(readingOf)),
    howToSet(reference, hosts) {
      const variable = variableOf(reference)
      return hosts
        ? `export ${variable}='${storedSecretText({ hosts, value: '…' })}'`
        : `export ${variable}=…`
    },
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
