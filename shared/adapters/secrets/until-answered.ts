import { sleep } from '../../app/concurrency/timing.ts'
import type { Clock } from '../../app/ports/clock.ts'
import { MINUTE, type Millis, SECOND } from '../../core/time/units.ts'

/** A store that was overwhelmed answers within seconds; one that is out of reach costs a run no more than this. */
const LONGEST_WAIT: Millis = 1 * MINUTE
const FIRST_GAP: Millis = 500
const LONGEST_GAP: Millis = 8 * SECOND

export interface Patience {
  clock: Clock
  /** From 0 to 1, evenly. */
  random: () => number
  signal: AbortSignal
}

/**
 * Asks again while a store cannot be asked, for at most a minute and until the signal fires; then throws what
 * it threw last. The gaps double, each drawn at random (AWS, "Exponential backoff and jitter"), so that
 * hundreds that were throttled at once do not come back at once.
 */
export async function untilAnswered<T>(
  ask: () => Promise<T>,
  { clock, random, signal }: Patience,
): Promise<T> {
  const isOver = () => signal.aborted
  const untilMs = clock.monotonicMs() + LONGEST_WAIT
  for (let gap = FIRST_GAP; ; gap = Math.min(2 * gap, LONGEST_GAP)) {
    try {
      return await ask()
    } catch (error) {
      const ms = random() * gap
      if (isOver() || clock.monotonicMs() + ms > untilMs) throw error
      await sleep(clock, ms, signal)
      if (isOver()) throw error
    }
  }
}
