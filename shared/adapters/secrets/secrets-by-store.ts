import type { SecretReader } from '../../app/ports/secrets.ts'
import type { SecretReference } from '../../core/definition/monitor.ts'

type Store = SecretReference['store']

/**
 * Several stores behind one reader, each asked for its own references, all at once. Throws for a store that
 * there is none of here, whose references the parser refuses.
 */
export function secretsByStore(readers: Readonly<Partial<Record<Store, SecretReader>>>): SecretReader {
  function readerOf(store: Store): SecretReader {
    const reader = readers[store]
    if (!reader) throw new Error(`there are no ${store}: secrets here`)
    return reader
  }
  return {
    async read(references, signal, options) {
      const stores = new Set(references.map(({ store }) => store))
      const reads = [...stores].map((store) => {
        const own = references.filter((reference) => reference.store === store)
        return readerOf(store).read(own, signal, options)
      })
      return (await Promise.all(reads)).flat()
    },
    howToSet: (reference, hosts) => readerOf(reference.store).howToSet(reference, hosts),
  }
}
