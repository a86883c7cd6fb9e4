import type { Clock } from '../../shared/app/ports/clock.ts'
import type { EpochMs, Millis } from '../../shared/core/time/units.ts'

export interface FakeClock extends Clock {
  /** Lets `ms` pass, timer by timer, and lets promises settle after each. */
  advance(ms: Millis): Promise<void>
  /** Lets time pass from timer to timer until `work` has settled; throws after `limitMs`. */
  runUntil<T>(work: Promise<T>, limitMs?: Millis): Promise<T>
  /** Moves the wall clock alone, as an operator or NTP would. */
  setWall(at: EpochMs): void
  readonly pendingTimers: number
}

/**
 * A clock that stands still until a test moves it. `settle` resolves once all that follows a timer is done: a
 * turn of the event loop, unless something outside takes part.
 */
export function fakeClock(
  startAt: EpochMs = Date.UTC(2026, 0, 5, 12),
  settle: () => Promise<void> = oneTurn,
): FakeClock {
  let elapsed = 0
  let wallOffset = startAt
  let nextId = 0
  const timers = new Map<number, { at: Millis; action: () => void }>()

  type Timer = [number, { at: Millis; action: () => void }]

  function nextTimer(): Timer | undefined {
    // Ids rise, so of two at one time the older one comes first.
    return [...timers].reduce<Timer | undefined>(
      (first, timer) => (first && first[1].at <= timer[1].at ? first : timer),
      undefined,
    )
  }

  async function advance(ms: Millis): Promise<void> {
    const until = elapsed + ms
    await settle()
    for (let next = nextTimer(); next && next[1].at <= until; next = nextTimer()) {
      timers.delete(next[0])
      elapsed = Math.max(elapsed, next[1].at)
      next[1].action()
      await settle()
    }
    elapsed = until
  }

  return {
    now: () => wallOffset + elapsed,
    monotonicMs: () => elapsed,
    after(ms, action) {
      const id = nextId++
      timers.set(id, { at: elapsed + ms, action })
      return () => void timers.delete(id)
    },
    advance,
    async runUntil(work, limitMs = 24 * 60 * 60 * 1000) {
      const progress = { settled: false }
      const finish = () => void (progress.settled = true)
      work.then(finish, finish)
      const limit = elapsed + limitMs
      await settle()
      while (!progress.settled) {
        const next = nextTimer()
        if (next && next[1].at > limit) throw new Error(`still waiting after ${String(limitMs)} ms`)
        await advance(next ? Math.max(0, next[1].at - elapsed) : 0)
        await settle()
      }
      return work
    },
    setWall: (at) => void (wallOffset = at - elapsed),
    get pendingTimers() {
      return timers.size
    },
  }
}

/** All promises that wait for nothing outside have settled. */
export function oneTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
