import type { Clock } from '../app/ports/clock.ts'
import type { Millis } from '../core/time/units.ts'

/** What npm passes on of one Ctrl-C comes again within this time, and is the same one. */
const SAME_KEYSTROKE: Millis = 500

export interface StopSignals {
  /** Resolves at the first SIGINT or SIGTERM. */
  readonly first: Promise<void>
  /** Hears no more. */
  forget(): void
}

/**
 * Listens for Ctrl-C and SIGTERM from now on. `second` is called when one comes again: at once, whatever is
 * going on.
 */
export function stopSignals(
  source: Pick<NodeJS.EventEmitter, 'on' | 'off'>,
  clock: Clock,
  second: () => void,
): StopSignals {
  let resolveFirst: () => void = () => undefined
  let firstAt: Millis | undefined
  const first = new Promise<void>((resolve) => (resolveFirst = resolve))

  function heard(): void {
    if (firstAt === undefined) {
      firstAt = clock.monotonicMs()
      resolveFirst()
    } else if (clock.monotonicMs() - firstAt > SAME_KEYSTROKE) {
      second()
    }
  }

  for (const signal of ['SIGINT', 'SIGTERM']) source.on(signal, heard)
  return {
    first,
    forget() {
      for (const signal of ['SIGINT', 'SIGTERM']) source.off(signal, heard)
    },
  }
}
