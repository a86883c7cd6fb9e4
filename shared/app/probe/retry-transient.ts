import { refusalGaps } from '../../core/run/backoff.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import { isTransient } from '../../core/run/verdict.ts'
import type { Clock } from '../ports/clock.ts'
import { ProbeError } from '../ports/probe-error.ts'
import { sleep } from '../concurrency/timing.ts'

/** A try that the deadline cuts sooner says nothing new: Dovecot takes 10 s to say that a mailbox is locked. */
const TELLING: Millis = 15 * SECOND

interface Waiting {
  clock: Clock
  /** Fires when waiting ends. */
  cancel: AbortSignal
  /** Called before each wait with its length, and after it. */
  onRefusal: (gap: Millis) => void
  onWaited?: () => void
}

/**
 * What `attempt` comes to, tried again at growing gaps for as long as it meets a refusal that may pass (greylisting, a locked
 * mailbox). Throws that refusal when time is up in a wait, or soon after the next try began; any other error at once.
 */
export async function waitingOut<T>(attempt: () => Promise<T>, waiting: Waiting): Promise<T> {
  const { clock, cancel, onRefusal, onWaited } = waiting
  let refusal: ProbeError | undefined
  for (const gap of refusalGaps()) {
    const begun = clock.monotonicMs()
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error
      const cut = error.evidence.kind === 'deadline' && clock.monotonicMs() - begun < TELLING
      if (refusal && cut) throw refusal
      if (!isTransient(error.evidence)) throw error
      refusal = error
      onRefusal(gap)
      await sleep(clock, gap, cancel)
      onWaited?.()
      if (cancel.aborted) throw error
    }
  }
  throw new Error('unreachable: the gaps never end')
}
