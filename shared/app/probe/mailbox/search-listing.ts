import { instant } from '../../concurrency/timing.ts'
import type { ListedMessage, MailboxSession } from '../../ports/mail.ts'
import type { ProbeContext } from '../probe-context.ts'
import type { MailboxMemory } from './mailbox-memory.ts'
import { type Found, searchMailbox } from './search-mailbox.ts'
import type { Sight } from './seen-message.ts'

/** How a listing is taken: ours may be in it; the session has listed before. */
export interface ListedAs {
  mayHoldOurs: boolean
  goesOn: boolean
}

/** What was found, and by which listing it was seen. */
export interface Sighted {
  found: Found
  sight: Sight
}

/** Searches what a session has listed just now, as far as `memory` says that it is to be read. */
export async function searchListing(
  session: MailboxSession,
  listed: Iterable<ListedMessage>,
  memory: MailboxMemory,
  { mayHoldOurs, goesOn }: ListedAs,
  context: ProbeContext,
  signal: AbortSignal,
): Promise<Sighted> {
  const listedAt = instant(context.ports.clock)
  if (session.listsUnfetched) {
    await context.deleted.load()
    context.deleted.lookThrough(listed)
  }
  const toRead = memory.toRead(listed, listedAt, mayHoldOurs, { goesOn })
  const found = await searchMailbox(session, toRead, memory, context, signal)
  const lacked = found.ours.map(({ message }) => memory.lackedAt(message)?.monotonicMs ?? 0)
  return { found, sight: { listedAt, lackedAtMs: Math.min(...lacked) } }
}
