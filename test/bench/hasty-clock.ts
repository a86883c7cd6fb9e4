import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { Millis } from '../../shared/core/time/units.ts'

export interface HastyClock extends Clock {
  /** Moves the wall clock on; timers that run are left as they are. */
  skip(ms: Millis): void
}

/** The machine's clock, so many times as fast: a run that waits 300 s waits 300 s of this one. */
export function hastyClock(times: number): HastyClock {
  const startMs = systemClock.monotonicMs()
  const startAt = systemClock.now()
  let skippedMs = 0
  const elapsedMs = () => (systemClock.monotonicMs() - startMs) * times + skippedMs
  return {
    now: () => Math.round(startAt + elapsedMs()),
    monotonicMs: elapsedMs,
    after: (ms, action) => systemClock.after(ms / times, action),
    skip: (ms) => void (skippedMs += ms),
  }
}
