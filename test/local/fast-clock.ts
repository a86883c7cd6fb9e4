import type { Clock } from '../../shared/app/ports/clock.ts'
import type { EpochMs, Millis } from '../../shared/core/time/units.ts'

export interface FastClock extends Clock {
  /** Jumps to the next timer, however far it is. For moments when nothing but waiting goes on. */
  skip(): void
}

interface Timer {
  at: Millis
  action: () => void
  handle?: NodeJS.Timeout
}

/**
 * A clock for real servers: it runs by itself, `speed` times as fast as the machine's, and a test can skip a
 * wait.
 */
export function fastClock(startAt: EpochMs, speed: number): FastClock {
  const origin = performance.now()
  const timers = new Set<Timer>()
  let skipped = 0

  const elapsed = () => (performance.now() - origin) * speed + skipped

  function arm(timer: Timer): void {
    clearTimeout(timer.handle)
    timer.handle = setTimeout(
      () => {
        timers.delete(timer)
        timer.action()
      },
      Math.max(0, timer.at - elapsed()) / speed,
    )
  }

  return {
    now: () => startAt + elapsed(),
    monotonicMs: elapsed,
    after(ms, action) {
      const timer: Timer = { at: elapsed() + ms, action }
      timers.add(timer)
      arm(timer)
      return () => {
        clearTimeout(timer.handle)
        timers.delete(timer)
      }
    },
    skip() {
      const next = Math.min(...[...timers].map((timer) => timer.at))
      skipped += Math.max(0, next - elapsed())
      for (const timer of timers) arm(timer)
    },
  }
}
