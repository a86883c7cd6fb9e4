import { ownReading } from '../../../shared/adapters/secrets/stored-reading.ts'
import type { SecretKeeper } from '../../../shared/app/ports/secret-keeper.ts'
import type { SecretReader } from '../../../shared/app/ports/secrets.ts'
import { referenceText } from '../../../shared/core/definition/fields/secret-reference.ts'
import { STORED_SECRET_FORM } from '../../../shared/core/definition/stored-secret.ts'
import type { LoginSecret, SecretReference } from '../../../shared/core/definition/monitor.ts'

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

/** A stack's store, whose secrets lie under their references, as `ssm:inbox` and `grant ssm:inbox`. */
export function memoryKeeper(stored: Map<string, string>): SecretKeeper {
  const keyOf = ({ kind, ...reference }: LoginSecret) =>
    `${kind === 'grant' ? 'grant ' : ''}${referenceText(reference)}`
  return {
    form: STORED_SECRET_FORM,
    isOneStore: false,
    list: () =>
      Promise.resolve({
        secrets: [...stored.keys()].map((key): LoginSecret => {
          const [, isGrant, store, name = ''] = /^(grant )?(ssm|secretsmanager):(.*)$/.exec(key) ?? []
          return { kind: isGrant ? 'grant' : 'password', store: store as LoginSecret['store'], name }
        }),
      }),
    async read({ kind, ...reference }) {
      const { read } = memorySecrets(() => stored.get(keyOf({ kind, ...reference })))
      return (await read([reference], new AbortController().signal))[0]
    },
    write(secret, text) {
      stored.set(keyOf(secret), text)
      return Promise.resolve(`${secret.name} in memory`)
    },
  }
}
