import type { SecretReader } from '../app/ports.ts'
import type { SecretReference } from '../core/monitor.ts'

/**
 * Secrets of one machine: `ssm:NAME` is read from ROUNDTRIP_SECRET_<NAME>, `env:NAME` from NAME itself. `known` holds values
 * by variable that this process made up (the demo mailbox's); they go before the environment. An empty value is none.
 */
export function environmentSecrets(
  env: Readonly<Record<string, string | undefined>>,
  known: Readonly<Record<string, string>> = {},
): SecretReader {
  const valueOf = (reference: SecretReference) => {
    const variable = variableOf(reference)
    const value = known[variable] ?? env[variable]
    return value === '' ? undefined : value
  }
  return {
    read: (references) => Promise.resolve(references.map(valueOf)),
    howToSet: (reference) => `export ${variableOf(reference)}=…`,
  }
}

function variableOf({ store, name }: SecretReference): string {
  switch (store) {
    case 'ssm':
      return `ROUNDTRIP_SECRET_${name.toUpperCase().replace(/[-.]/g, '_')}`
    case 'env':
      return name
    default:
      return store satisfies never
  }
}
