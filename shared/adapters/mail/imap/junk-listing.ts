import { alarm } from '../../../app/concurrency/timing.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { meaningOf } from '../../../core/run/refusals/response-codes.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import type { ImapFolders } from './imap-folders.ts'
import type { ImapMessage, Listing } from './listing.ts'
import type { LoggedIn } from './logged-in.ts'

/** Slow servers count a large folder for STATUS; longer than this they keep the run from the other folder. */
const JUNK_TIMEOUT: Millis = 5 * SECOND

/**
 * Lists the junk folder as `MailboxSession.listJunk` has it. What fails there gives the folder up for this run; only
 * what passes, as `[INUSE]`, is asked again.
 */
export async function listJunk(
  list: Listing,
  folders: ImapFolders,
  { wire, dialogue, clock }: LoggedIn,
  signal: AbortSignal,
): Promise<ImapMessage[] | undefined> {
  const patience = alarm(clock, JUNK_TIMEOUT, 'no answer about the junk folder')
  const both = AbortSignal.any([signal, patience.signal])
  try {
    return await dialogue.during('search', () => wire.within(both, () => list.junk()))
  } catch (error) {
    if (!(error instanceof ProbeError) || signal.aborted) throw error
    const { kind, responseCode = '' } = error.evidence
    if (kind === 'refused' && meaningOf(responseCode)?.transient) return undefined
    dialogue.note(`the junk folder is not searched again in this run: ${error.message}`)
    folders.leaveJunk()
    return undefined
  } finally {
    patience.disarm()
  }
}
