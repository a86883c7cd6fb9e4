import { VIEWER_TESTS_AN_HOUR } from '../core/run/asked-test.ts'
import { type EpochMs, HOUR } from '../core/time/units.ts'

/** The tests that one who only looks has asked for in the last hour. */
export interface ViewerTests {
  /** Counts one more, until `giveBack` is called; where there were too many, when the next is free. */
  take(now: EpochMs): { giveBack(): void } | { freeAt: EpochMs }
}

/** Of one process: each who looks at a stack has one of their own. */
export function viewerTests(): ViewerTests {
  let taken: EpochMs[] = []
  return {
    take(now) {
      taken = taken.filter((at) => now - at < HOUR)
      const [first] = taken
      if (first !== undefined && taken.length >= VIEWER_TESTS_AN_HOUR) return { freeAt: first + HOUR }
      taken.push(now)
      return { giveBack: () => void taken.splice(taken.indexOf(now), 1) }
    },
  }
}
