import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import type { DefinitionSource, LoginSecret } from '../../core/definition/monitor.ts'
import type { WrittenRow } from '../../core/definition/secret-uses.ts'
import type { SecretLister } from '../ports/secret-keeper.ts'
import { type NamedSecret, bySecret, namedLoginSecrets } from './named-secrets.ts'

/** A password or a grant that rows name or a store holds. */
export type KnownSecret = NamedSecret & Pick<LoginSecret, 'kind'>

export interface KnownSecrets {
  /** Sorted by name. */
  secrets: readonly KnownSecret[]
  /** As `StoredList`. */
  unlisted?: string
}

/**
 * Every password and grant that a row names, and every other one that is stored, which no monitors name and nobody is
 * sent. `stored` absent: nothing can be stored there. What stores hold is not told, and who may not list them gets what
 * rows name.
 */
export async function knownSecrets(
  rows: readonly WrittenRow[],
  source: DefinitionSource,
  stored: SecretLister | undefined,
): Promise<KnownSecrets> {
  const named = namedLoginSecrets(rows, source)
  if (!stored) return { secrets: named }
  const keyOf = ({ kind, store, name }: LoginSecret) =>
    `${kind} ${stored.isOneStore && store !== 'env' ? name : referenceText({ store, name })}`
  const known = new Set(named.map(({ kind, reference }) => keyOf({ kind, ...reference })))
  const { secrets, unlisted } = await stored.list()
  const others = secrets
    .filter((one) => !known.has(keyOf(one)))
    .map(({ kind, store, name }): KnownSecret => {
      const reference = { store, name }
      return { kind, reference, secret: referenceText(reference), saidTo: [], monitors: [] }
    })
  const sorted = [...named, ...others].sort(bySecret)
  return { secrets: sorted, ...(unlisted !== undefined && { unlisted }) }
}
