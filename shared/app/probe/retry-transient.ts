import { type FailedTry, nextTry } from '../../core/run/retry-policy.ts'
import type { Reason } from '../../core/run/statuses.ts'
import { reasonOf } from '../../core/run/verdict.ts'
import { type Millis, SECOND } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import { ProbeError } from '../ports/probe-error.ts'
import { sleep } from '../concurrency/timing.ts'

/**
 * A try that the deadline cuts sooner says nothing new: Dovecot takes 10 s to say that a mailbox is locked.
 */
const SHORTEST_TELLING_TRY: Millis = 15 * SECOND

interface Waiting {
  clock: Clock
  /** On the monotonic clock. */
  deadlineMs: Millis
  /** Fires when waiting ends. */
  cancel: AbortSignal
  /** Default: the policy alone. */
  nextTry?: (failed: FailedTry) => Millis | undefined
  /** Called before each wait with its length, and after it. */
  onRefusal: (gap: Millis) => void
  onWaited?: () => void
}

/**
 * What `attempt` comes to, tried again as `nextTry` has it: while a refusal may pass (greylisting, a locked
 * mailbox). Throws the last refusal when there is no next try, when time is up in a wait, or soon after the
 * next try began.
 */
export async function waitingOut<T>(attempt: () => Promise<T>, waiting: Waiting): Promise<T> {
  const { clock, deadlineMs, cancel, onRefusal, onWaited } = waiting
  const failures = new Map<Reason, number>()
  let refusal: ProbeError | undefined
  for (;;) {
    const begun = clock.monotonicMs()
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error
      const { evidence } = error
      const cut = evidence.kind === 'deadline' && clock.monotonicMs() - begun < SHORTEST_TELLING_TRY
      if (refusal && cut) throw refusal
      const reason = reasonOf(evidence)
      const count = (failures.get(reason) ?? 0) + 1
      failures.set(reason, count)
      const gap = (waiting.nextTry ?? nextTry)({
        evidence,
        failures: count,
        msLeft: deadlineMs - clock.monotonicMs(),
      })
      if (gap === undefined) throw error
      refusal = error
      onRefusal(gap)
      await sleep(clock, gap, cancel)
      onWaited?.()
      if (cancel.aborted) throw error
    }
  }
}
