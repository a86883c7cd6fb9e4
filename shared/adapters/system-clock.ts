import type { Clock } from '../app/ports/clock.ts'

/** The machine's clocks: wall, monotonic, timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms)
    return () => clearTimeout(timer)
  },
}
