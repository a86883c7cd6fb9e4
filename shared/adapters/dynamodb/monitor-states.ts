import type { StateStore } from '../../app/ports/stores/monitor-states.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { dueShardOf, stateKey } from './items/keys.ts'
import { parseItem } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'
import { monitorState } from './items/state-shapes.ts'

/** The items `state`: one a monitor, kept for ever. In the due index only while somebody must look at it. */
export function monitorStates({ table, ids }: ResultsTable): StateStore {
  return {
    async findState(monitorId) {
      const key = stateKey(monitorId)
      const item = await table.get(key)
      return item && parseItem(monitorState, item, key)
    },

    putState(state, dueAt) {
      const { monitorId, untoldLate } = state
      const due = dueAt === undefined ? {} : { dueShard: dueShardOf(monitorId), dueAt }
      // A state is written by each run, and 1 KB is a unit: what is nearly always empty is left out.
      const seldom = { untoldLate: untoldLate.length > 0 ? untoldLate : undefined }
      return putNextVersion(table, ids, stateKey(monitorId), { ...state, ...seldom, ...due })
    },
  }
}
