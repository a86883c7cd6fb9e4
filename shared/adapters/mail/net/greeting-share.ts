import type { Clock } from '../../../app/ports/clock.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'

/** The wait for a server's first line. */
interface GreetingWait {
  clock: Clock
  /** The greeting's share of the deadline. */
  shareMs: Millis
  isHeard: () => boolean
  /** Ends the connection, since the share is over. */
  giveUp: () => void
}

/** What `work` comes to, which hears the greeting; an ending before that says how long was waited. */
export async function withinGreetingShare<T>(wait: GreetingWait, work: () => Promise<T>): Promise<T> {
  const { clock, shareMs, isHeard, giveUp } = wait
  const begun = clock.monotonicMs()
  const disarm = clock.after(shareMs, () => {
    if (!isHeard()) giveUp()
  })
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProbeError) || isHeard()) throw error
    const { kind } = error.evidence
    if (kind !== 'no-greeting' && kind !== 'deadline') throw error
    const waitedMs = kind === 'deadline' ? clock.monotonicMs() - begun : shareMs
    throw new ProbeError({ ...error.evidence, text: `no greeting within ${spanOf(waitedMs)}` }, error.cause)
  } finally {
    disarm()
  }
}

function spanOf(ms: Millis): string {
  return ms < SECOND ? `${Math.round(ms)} ms` : `${Number((ms / SECOND).toFixed(1))} s`
}
