import type { Seen } from '../../../core/run/run.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { noteLateArrivals } from '../../history/note-late-arrival.ts'
import type { MailboxSession } from '../../ports/mail.ts'
import type { ProbeContext } from '../probe-context.ts'
import { ProbeError } from '../../ports/probe-error.ts'
import { ClaimLost } from '../run-ledger.ts'
import type { Found, Leftover } from './search-mailbox.ts'
import { alarm } from '../../concurrency/timing.ts'

/** What ends a look that deleted nothing is a courtesy, not waited for longer than this. */
const END_TIMEOUT: Millis = 2 * SECOND

/**
 * Ends a look: what was found is written down first, then deleted. Once our message is seen, nothing that
 * fails here changes the verdict; it becomes the warning `not-deleted`.
 */
export async function endLook(
  session: MailboxSession,
  found: Found,
  seen: Seen | undefined,
  context: ProbeContext,
  cancel: AbortSignal,
): Promise<void> {
  const { deleted, ledger } = context
  const ours = seen && (await isWrittenDown(seen, context)) ? found.ours : []
  const deletes = ours.length + found.leftovers.length > 0
  // Our own message is deleted even when the other side has failed meanwhile; only the deadline ends that.
  const signal = seen ? context.signal : cancel
  try {
    const fetchFirst = session.listsUnfetched ?? deleted.anyBack
    for (const { message } of ours) await session.remove(message, signal, fetchFirst)
    const swept = await sweep(session, found.leftovers, context, signal)
    await settle(session, deletes, context, signal)
    context.sweptMessages += swept.length
    if (swept.length > 0) context.warnings.add('leftovers-swept')
    if (deleted.anyBack) for (const { message } of ours) deleted.deleted(message, ledger.open, true)
    for (const { message, mark, fetched } of swept) deleted.deleted(message, mark, fetched)
    await deleted.save()
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    if (seen) context.warnings.add('not-deleted')
    else if (!deletes || error.evidence.kind !== 'refused') throw error
    context.log.note(`not deleted: ${error.message}`)
  }
}

/** A message whose finding could not be stored is left where it is: a later run will find and sweep it. */
async function isWrittenDown(seen: Seen, { ledger, log, warnings }: ProbeContext): Promise<boolean> {
  try {
    await ledger.advance({ seen })
    return true
  } catch (error) {
    if (error instanceof ClaimLost) throw error
    warnings.add('not-deleted')
    log.note(`the finding was not stored, so the message stays: ${String(error)}`)
    return false
  }
}

/** Deletes what other runs have given up, once all is written down that it tells. */
async function sweep(
  session: MailboxSession,
  leftovers: readonly Leftover[],
  { ports: { runs, clock }, log, deleted }: ProbeContext,
  signal: AbortSignal,
): Promise<(Leftover & { fetched: boolean })[]> {
  if (!runs || leftovers.length === 0) return []
  const going = await noteLateArrivals(leftovers, { at: clock.now(), runs, log, signal })
  const swept = going.map((leftover) => {
    const { message, mark } = leftover
    const fetched = session.listsUnfetched ?? (deleted.anyBack || deleted.wasDeleted(message, mark))
    return { ...leftover, fetched }
  })
  for (const { message, fetched } of swept) {
    await session.remove(message, signal, fetched)
    // Not of which: anybody can write a guess at the password where its id stands, and a mark would confirm it.
    log.note('swept a message of another run')
  }
  return swept
}

async function settle(
  session: MailboxSession,
  deletes: boolean,
  { ports, log }: ProbeContext,
  signal: AbortSignal,
): Promise<void> {
  if (deletes) return session.settle(signal)
  const patience = alarm(ports.clock, END_TIMEOUT, 'no answer at the end of the look')
  try {
    await session.settle(AbortSignal.any([signal, patience.signal]))
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    log.note(`the end of the look went unanswered: ${error.message}`)
  } finally {
    patience.disarm()
  }
  return undefined
}
