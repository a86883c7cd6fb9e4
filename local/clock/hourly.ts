import type { Clock } from '../../shared/app/ports/clock.ts'
import { type EpochMs, HOUR, type Millis } from '../../shared/core/time/units.ts'

/**
 * Does `work` once an hour, as long as the machine has been awake for one: what goes by the date must not do so
 * by a clock that has just jumped. The calls between do nothing.
 */
export function hourly(
  clock: Clock,
  awakeSince: () => EpochMs,
  work: () => Promise<unknown>,
): () => Promise<void> {
  let lastAt: Millis | undefined
  return async () => {
    const now = clock.monotonicMs()
    if (clock.now() - awakeSince() < HOUR || (lastAt !== undefined && now - lastAt < HOUR)) return
    lastAt = now
    await work()
  }
}
