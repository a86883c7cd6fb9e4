import { useEffect, useRef, useState } from 'preact/hooks'

import type { Millis } from '../../shared/core/time/units.ts'

/** The value, changed at most so often; the last one always comes. */
export function useThrottled<T>(value: T, everyMs: Millis): T {
  const [shown, show] = useState(value)
  const changedAt = useRef(-Infinity)
  useEffect(() => {
    const timer = setTimeout(
      () => {
        changedAt.current = performance.now()
        show(() => value)
      },
      Math.max(0, changedAt.current + everyMs - performance.now()),
    )
    return () => clearTimeout(timer)
  }, [value, everyMs])
  return shown
}
