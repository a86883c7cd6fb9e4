import { isDeepStrictEqual } from 'node:util'

import type { MonitorRow, MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import { copied } from './copied.ts'
import { promised } from './promised.ts'

/** `MonitorStore` without a database. */
export function memoryMonitors(table = new Map<string, MonitorRow>()): MonitorStore {
  return promised<MonitorStore>({
    find: (monitorId) => copied(table.get(monitorId)),
    list: () => [...table.values()].map((row) => copied(row)),
    put(row, before) {
      if (!isDeepStrictEqual(table.get(row.monitorId), before)) return false
      const definition = { ...row.definition, monitorId: row.monitorId }
      table.set(row.monitorId, copied({ ...row, definition }))
      return true
    },
    remove(before) {
      const standing = table.get(before.monitorId)
      if (standing && !isDeepStrictEqual(standing, before)) return false
      table.delete(before.monitorId)
      return true
    },
  })
}
