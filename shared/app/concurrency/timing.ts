import type { Millis } from '../../core/time/units.ts'
import type { Clock, Instant } from '../ports/clock.ts'

/** This moment on both clocks. */
export function instant(clock: Clock): Instant {
  return { at: clock.now(), monotonicMs: clock.monotonicMs() }
}

/** Waits `ms`, or less when the signal fires; never rejects. */
export function sleep(clock: Clock, ms: Millis, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(ms, done)
    signal.addEventListener('abort', done, { once: true })
  })
}

/** A signal that fires after `ms` with `reason`, and a function that disarms it. */
export function alarm(
  clock: Clock,
  ms: Millis,
  reason: unknown,
): { signal: AbortSignal; disarm: () => void } {
  const controller = new AbortController()
  const disarm = clock.after(Math.max(0, ms), () => controller.abort(reason))
  return { signal: controller.signal, disarm }
}
