import * as v from 'valibot'

import type {
  AcceptedDefinition,
  AcceptedDefinitionStore,
} from '../../app/ports/stores/accepted-definitions.ts'
import { acceptedKey } from './items/keys.ts'
import { growing } from '../growing-words.ts'
import { SCHEMA_VERSION, parseItem } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'
import type { FieldsOf } from './items/run-shapes.ts'

const accepted: v.GenericSchema<unknown, AcceptedDefinition> = v.object({
  definition: v.record(v.string(), v.unknown()),
  managedBy: growing<AcceptedDefinition['managedBy']>(),
  acceptedAt: v.number(),
  alsoAt: v.exactOptional(v.array(v.string())),
} satisfies FieldsOf<AcceptedDefinition>)

/** The items `accepted`: one a monitor, as long as there is a row. */
export function acceptedDefinitions({ table }: ResultsTable): AcceptedDefinitionStore {
  return {
    async findAccepted(monitorId) {
      const key = acceptedKey(monitorId)
      const item = await table.get(key)
      return item && parseItem(accepted, item, key)
    },

    async putAccepted(monitorId, { definition, managedBy, acceptedAt, alsoAt }) {
      await table.put(acceptedKey(monitorId), {
        definition,
        managedBy,
        acceptedAt,
        ...(alsoAt && { alsoAt }),
        schemaVersion: SCHEMA_VERSION,
      })
    },

    async dropAccepted(monitorId) {
      await table.delete(acceptedKey(monitorId))
    },
  }
}
