import type { DayStore } from '../../app/ports/stores/days.ts'
import type { DayItem } from '../../core/history/day.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { dayItem, storedDay } from './items/day-shapes.ts'
import { DAY_PREFIX, between, dayKey } from './items/keys.ts'
import { parseItem, readable } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'

/** The items `day#<ISO day>`, kept for ever. */
export function days({ table, ids }: ResultsTable): DayStore {
  return {
    putDay: (day) => putNextVersion(table, ids, dayKey(day.monitorId, day.day), storedDay(day)),

    async findDays(monitorId, fromDay, toDay) {
      // DynamoDB refuses a range that ends before it begins.
      if (toDay < fromDay) return []
      const key = between(monitorId, dayKey(monitorId, fromDay).sortKey, dayKey(monitorId, toDay).sortKey)
      const found: DayItem[] = []
      for await (const item of table.query({ key })) {
        const sortKey = String(item.sortKey)
        const day = sortKey.slice(DAY_PREFIX.length)
        found.push(...readable(() => parseItem(dayItem, { ...item, day }, { monitorId, sortKey })))
      }
      return found
    },
  }
}
