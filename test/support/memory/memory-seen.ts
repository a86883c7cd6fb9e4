import type { DeletedMessageStore } from '../../../shared/app/ports/stores/deleted-messages.ts'
import type { LoginPlace, TlsSeenStore } from '../../../shared/app/ports/stores/tls-seen.ts'
import { copied } from './copied.ts'
import type { MemoryTable } from './memory-table.ts'
import type { SyncOf } from './promised.ts'

const placeName = ({ monitorId, side, server }: LoginPlace) => `${monitorId} ${side} ${server}`

/** What a store in memory keeps of what servers were seen to do. */
export function seenIn({
  tlsSeen,
  deleted,
}: MemoryTable): SyncOf<
  Pick<TlsSeenStore, 'wasTlsSeen' | 'noteTlsSeen' | 'dropTlsSeen'> & DeletedMessageStore
> {
  return {
    wasTlsSeen: (place) => tlsSeen.has(placeName(place)),
    noteTlsSeen: (place) => void tlsSeen.add(placeName(place)),
    dropTlsSeen(monitorId) {
      for (const name of tlsSeen) if (name.startsWith(`${monitorId} `)) tlsSeen.delete(name)
    },
    findDeleted: (monitorId) => copied(deleted.get(monitorId)),
    putDeleted: (monitorId, messages) => void deleted.set(monitorId, copied(messages)),
  }
}
