import { contentId } from './content-id.ts'

/** Ids that are kept of each list, at most: some 4 KB. */
export const MOST_DELETED = 300
/** Hex digits of an id: two of a thousand messages are alike once in some 10^8 mailboxes. */
const ID_DIGITS = 12

/**
 * What one monitor has deleted and may be listed again all the same, by ids of `idOf`: in the order in which it
 * was deleted.
 */
export interface DeletedMessages {
  /** By key and token: deleted once, as any server is asked to. The latest are kept. */
  once: readonly string[]
  /** By key alone: read whole and deleted. What of it is listed again is let be. */
  fetched: readonly string[]
}

export const NONE_DELETED: DeletedMessages = { once: [], fetched: [] }

/** `place`: the mailbox, so that another one's messages are never taken for these. */
export function deletedId(place: string, key: string, token = ''): string {
  return contentId(place, key, token).slice(0, ID_DIGITS)
}

/** No more are taken in once it is full: each further one would push out one that is still listed. */
export function isFull({ fetched }: DeletedMessages): boolean {
  return fetched.length >= MOST_DELETED
}

/** With these added; those of `once` that are now fetched as well are kept, and leave as they came. */
export function withDeleted(known: DeletedMessages, more: DeletedMessages): DeletedMessages {
  return {
    once: [...new Set([...known.once, ...more.once])].slice(-MOST_DELETED),
    fetched: [...new Set([...known.fetched, ...more.fetched])].slice(0, MOST_DELETED),
  }
}
