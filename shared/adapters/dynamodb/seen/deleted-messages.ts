import * as v from 'valibot'

import type { DeletedMessageStore } from '../../../app/ports/stores/deleted-messages.ts'
import type { DeletedMessages } from '../../../core/identity/deleted-messages.ts'
import { type ResultsTable, expiryAfter } from '../access/results-table.ts'
import { deletedKey } from '../items/keys.ts'
import { SCHEMA_VERSION, parseItem } from '../items/parse-item.ts'

/** Gmail lists 30 days of mail at most. */
const KEPT_DAYS = 60

const shape: v.GenericSchema<unknown, DeletedMessages> = v.object({
  once: v.array(v.string()),
  fetched: v.array(v.string()),
})

/** The items `deleted`: one of each monitor that had something deleted that may be listed again. */
export function deletedMessages(results: ResultsTable): DeletedMessageStore {
  const { table } = results
  return {
    async findDeleted(monitorId) {
      const key = deletedKey(monitorId)
      const item = await table.get(key)
      return item && parseItem(shape, item, key)
    },

    async putDeleted(monitorId, { once, fetched }) {
      const expiresAt = expiryAfter(KEPT_DAYS, results)
      await table.put(deletedKey(monitorId), { once, fetched, expiresAt, schemaVersion: SCHEMA_VERSION })
    },
  }
}
