import type { Clock } from '../../shared/app/ports/clock.ts'
import { MINUTE, type Millis } from '../../shared/core/time/units.ts'

const HOUR: Millis = 60 * MINUTE

/** Does `work` at the first call and at the first one after each hour; the calls between do nothing. */
export function hourly(clock: Clock, work: () => Promise<unknown>): () => Promise<void> {
  let lastAt: Millis | undefined
  return async () => {
    const now = clock.monotonicMs()
    if (lastAt !== undefined && now - lastAt < HOUR) return
    lastAt = now
    await work()
  }
}
