import type { MonitorRow, MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import { promised } from './promised.ts'

/** `MonitorStore` without a database. */
export function memoryMonitors(table = new Map<string, MonitorRow>()): MonitorStore {
  return promised<MonitorStore>({
    find: (monitorId) => structuredClone(table.get(monitorId)),
    list: () => [...table.values()].map((row) => structuredClone(row)),
    put(row, revisionBefore) {
      if (table.get(row.monitorId)?.revision !== revisionBefore) return false
      const definition = { ...row.definition, monitorId: row.monitorId }
      table.set(row.monitorId, structuredClone({ ...row, definition }))
      return true
    },
    remove(monitorId, revisionBefore) {
      const standing = table.get(monitorId)
      if (standing && standing.revision !== revisionBefore) return false
      table.delete(monitorId)
      return true
    },
  })
}
