import type { LocationStore } from '../../../shared/app/ports/stores/locations.ts'
import { copied } from './copied.ts'
import type { MemoryTable } from './memory-table.ts'
import type { SyncOf } from './promised.ts'

/** What a store in memory keeps of the locations beside home. */
export function locationsIn({ locations }: MemoryTable): SyncOf<LocationStore> {
  return {
    registeredLocations: () =>
      [...locations.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map((location) => copied(location)),
    putLocation: (location) => void locations.set(location.name, copied(location)),
    dropLocation: (name) => void locations.delete(name),
  }
}
