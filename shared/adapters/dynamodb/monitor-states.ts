import type { StateStore } from '../../app/ports/stores/monitor-states.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { getMany } from './access/get-many.ts'
import { STATE_SORT_KEY, dueShardOf, stateKey } from './items/keys.ts'
import { parseItem, readable } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'
import { packedState } from './items/state-packing.ts'
import { monitorState } from './items/state-shapes.ts'

/** The items `state`: one a monitor, kept for ever. In the due index only while somebody must look at it. */
export function monitorStates(results: ResultsTable): StateStore {
  const { table, ids } = results
  return {
    async findState(monitorId) {
      const key = stateKey(monitorId)
      const item = await table.get(key)
      return item && parseItem(monitorState, item, key)
    },

    async findStates(monitorIds) {
      const items = await getMany(monitorIds, STATE_SORT_KEY, results)
      return new Map(
        items.map((item) => {
          const monitorId = String(item.monitorId)
          const [state] = readable(() => parseItem(monitorState, item, stateKey(monitorId)))
          return [monitorId, state]
        }),
      )
    },

    putState(state, dueAt) {
      const { monitorId, version } = state
      const due = dueAt === undefined ? {} : { dueShard: dueShardOf(monitorId), dueAt }
      return putNextVersion(table, ids, stateKey(monitorId), { ...packedState(state), version, ...due })
    },
  }
}
