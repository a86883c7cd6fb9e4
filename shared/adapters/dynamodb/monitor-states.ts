import type { RunStore } from '../../app/ports.ts'
import { putIf } from './conditional-write.ts'
import { dueShardOf, stateKey } from './keys.ts'
import { parseItem, SCHEMA_VERSION } from './parse-item.ts'
import type { ResultsTable } from './results-table.ts'
import { monitorState } from './state-shapes.ts'

type MonitorStates = Pick<RunStore, 'findState' | 'putState'>

/** The items `state`: one a monitor, kept for ever. In the due index only while somebody must look at it. */
export function monitorStates({ table, ids }: ResultsTable): MonitorStates {
  return {
    async findState(monitorId) {
      const key = stateKey(monitorId)
      const item = await table.get(key)
      return item && parseItem(monitorState, item, key)
    },

    putState(state, dueAt) {
      const { monitorId, version, untoldLate } = state
      const due = dueAt === undefined ? {} : { dueShard: dueShardOf(monitorId), dueAt }
      const condition =
        version === 1
          ? { expression: 'attribute_not_exists(#sortKey)' }
          : { expression: '#version = :before', values: { before: version - 1 } }
      // A state is written by each run, and 1 KB is a unit: what is nearly always empty is left out.
      const seldom = { untoldLate: untoldLate.length > 0 ? untoldLate : undefined }
      const fields = { ...state, ...seldom, ...due, schemaVersion: SCHEMA_VERSION }
      return putIf(table, ids, stateKey(monitorId), fields, condition)
    },
  }
}
