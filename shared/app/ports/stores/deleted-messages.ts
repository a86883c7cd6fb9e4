import type { DeletedMessages } from '../../../core/identity/deleted-messages.ts'

/**
 * What a monitor has deleted and may be listed again: one item a monitor, read where a server lists again what
 * was deleted or a leftover was found, and expired 60 days after its last change. Of two writers at once the
 * later wins; what the other knew is found out anew.
 */
export interface DeletedMessageStore {
  findDeleted(monitorId: string): Promise<DeletedMessages | undefined>
  putDeleted(monitorId: string, deleted: DeletedMessages): Promise<void>
}
