import { isoDayOf } from '../core/iso-day.ts'
import type { Seen } from '../core/run.ts'
import { scheduledAtOf } from '../core/run-id.ts'
import type { MessageMark } from '../core/test-message.ts'
import { SECOND, type Millis } from '../core/units.ts'
import type { MailboxSession } from './ports.ts'
import type { ProbeContext } from './probe-context.ts'
import { ProbeError } from './probe-error.ts'
import { rebuildDay } from './rebuild-days.ts'
import { ClaimLost } from './run-ledger.ts'
import type { Found, Leftover } from './search-mailbox.ts'
import { alarm } from './timing.ts'

/** QUIT after a look that deleted nothing is a courtesy, not waited for longer than this. */
const GOODBYE: Millis = 2 * SECOND

/**
 * Ends a look: what was found is written down first, then deleted, then QUIT makes it so (RFC 1939 §6). Once our message is
 * seen, nothing that fails here changes the verdict; it becomes the warning `not-deleted`.
 */
export async function deleteFound(
  session: MailboxSession,
  found: Found,
  seen: Seen | undefined,
  context: ProbeContext,
  cancel: AbortSignal,
): Promise<void> {
  const ours = seen && (await isWrittenDown(seen, context)) ? found.ours : []
  const deletes = ours.length + found.leftovers.length > 0
  // Our own message is deleted even when the other side has failed meanwhile; only the deadline ends that.
  const signal = seen ? context.signal : cancel
  try {
    for (const message of ours) await session.remove(message, signal)
    const swept = await sweep(session, found.leftovers, context, signal)
    await quit(session, deletes, context, signal)
    context.sweptMessages += swept
    if (swept > 0) context.warnings.add('leftovers-swept')
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

async function sweep(
  session: MailboxSession,
  leftovers: readonly Leftover[],
  context: ProbeContext,
  signal: AbortSignal,
): Promise<number> {
  const going: Leftover[] = []
  for (const leftover of leftovers) if (await mayGo(leftover.mark, context)) going.push(leftover)
  if (!(await daysAreMade(going, context))) return 0
  for (const { message, mark } of going) {
    await session.remove(message, signal)
    context.log.note(`swept a message of run ${mark.runId}`)
  }
  return going.length
}

/**
 * Whether a leftover may be deleted: its late arrival is written down, and its run is not one that was interrupted and may
 * yet be taken over to look for this very message. A store that fails here costs the sweep, never this run's own verdict.
 */
async function mayGo({ monitorId, runId }: MessageMark, { ports, log }: ProbeContext): Promise<boolean> {
  const key = { monitorId, runId }
  try {
    if (await ports.runs.findOpen(key)) return false
    const seenAt = ports.clock.now()
    await ports.runs.noteLateArrival(key, { seenAt, delayMs: seenAt - (scheduledAtOf(runId) ?? seenAt) })
    return true
  } catch (error) {
    log.note(`a message of run ${runId} stays: ${String(error)}`)
    return false
  }
}

/**
 * The night makes yesterday's day; one that a late arrival changed after that is made again, before the message that tells of it
 * goes. A store that fails here costs the sweep, as above.
 */
async function daysAreMade(leftovers: readonly Leftover[], { ports, log }: ProbeContext): Promise<boolean> {
  const today = isoDayOf(ports.clock.now())
  const days = leftovers.map(({ mark: { monitorId, runId } }) => ({
    monitorId,
    day: runId.slice(0, today.length),
  }))
  const past = new Map(
    days.filter(({ day }) => day < today).map((one) => [`${one.monitorId} ${one.day}`, one]),
  )
  try {
    for (const { monitorId, day } of past.values()) await rebuildDay(monitorId, day, ports)
    return true
  } catch (error) {
    log.note(`old messages stay: ${String(error)}`)
    return false
  }
}

async function quit(
  session: MailboxSession,
  deletes: boolean,
  { ports, log }: ProbeContext,
  signal: AbortSignal,
): Promise<void> {
  if (deletes) return session.close(signal)
  const patience = alarm(ports.clock, GOODBYE, 'no answer to QUIT')
  try {
    await session.close(AbortSignal.any([signal, patience.signal]))
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    log.note(`QUIT went unanswered: ${error.message}`)
  } finally {
    patience.disarm()
  }
  return undefined
}
