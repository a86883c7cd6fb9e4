import type { SummaryStore } from '../../app/ports/stores/summaries.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { getMany } from './access/get-many.ts'
import { SUMMARY_SORT_KEY, summaryKey } from './items/keys.ts'
import { parseItem, readable } from './items/parse-item.ts'
import { packedSummary, summary } from './items/summary-shape.ts'
import type { ResultsTable } from './access/results-table.ts'

/** The items `summary`: one a monitor, kept for ever. */
export function summaries(results: ResultsTable): SummaryStore {
  const { table, ids } = results
  return {
    async findSummary(monitorId) {
      const key = summaryKey(monitorId)
      const item = await table.get(key)
      return item && parseItem(summary, item, key)
    },

    async findSummaries(monitorIds) {
      const items = await getMany(monitorIds, SUMMARY_SORT_KEY, results)
      const found = items.flatMap((item) =>
        readable(() => parseItem(summary, item, summaryKey(String(item.monitorId)))),
      )
      return new Map(found.map((one) => [one.monitorId, one]))
    },

    putSummary: (one) => putNextVersion(table, ids, summaryKey(one.monitorId), packedSummary(one)),
  }
}
