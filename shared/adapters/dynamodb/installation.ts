import type { InstallationStore } from '../../app/ports/stores/installation.ts'
import { INSTALLATION_KEY } from './items/keys.ts'
import { SCHEMA_VERSION } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'
import { StoreError } from './access/store-error.ts'

/** The item that holds this deployment's id: put once by whoever comes first, read once a process. */
export function installation({ table, ids }: ResultsTable): InstallationStore {
  let known: string | undefined

  async function find(): Promise<string | undefined> {
    const item = await table.get(INSTALLATION_KEY)
    if (!item) return undefined
    const id = item.installation
    if (typeof id !== 'string' || id === '') {
      throw new StoreError(
        `the stored item ${INSTALLATION_KEY.monitorId} does not fit: installation: expected text`,
      )
    }
    return id
  }

  async function make(): Promise<string> {
    const id = ids.token()
    const isNew = { expression: 'attribute_not_exists(#sortKey)' }
    const fields = { installation: id, schemaVersion: SCHEMA_VERSION }
    if (await table.put(INSTALLATION_KEY, fields, isNew)) return id
    // Somebody was first; or we were, and the answer was lost. Either way, what stands is the id.
    const standing = await find()
    if (standing === undefined)
      throw new StoreError('the id of this installation was refused, yet there is none')
    return standing
  }

  return {
    async installation() {
      known ??= (await find()) ?? (await make())
      return known
    },
  }
}
