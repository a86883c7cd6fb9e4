import type { DayStore } from '../../app/ports/stores/days.ts'
import type { DayItem } from '../../core/history/day.ts'
import { dayItem, storedDay } from './items/day-shapes.ts'
import { DAY_PREFIX, between, dayKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'

/**
 * The items `day#<ISO day>`, kept for ever. The last one put stands: whoever makes it again makes it from the
 * same results.
 */
export function days({ table }: ResultsTable): DayStore {
  return {
    async putDay(day) {
      await table.put(dayKey(day.monitorId, day.day), { ...storedDay(day), schemaVersion: SCHEMA_VERSION })
    },

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
