import type { GrantStateStore } from '../../../shared/app/ports/token-renewal.ts'
import { grantDueAt } from '../../../shared/core/grant/grant-schedule.ts'
import { copied } from './copied.ts'
import type { MemoryTable } from './memory-table.ts'
import type { SyncOf } from './promised.ts'

/** What a store in memory keeps of grants. */
export function grantsIn({ grants }: MemoryTable): SyncOf<GrantStateStore> {
  return {
    findGrant: (grant) => copied(grants.get(grant)?.value),
    putGrant(state) {
      if ((grants.get(state.grant)?.value.version ?? 0) !== state.version - 1) return false
      grants.set(state.grant, { value: copied(state), dueAt: grantDueAt(state) })
      return true
    },
  }
}
