import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import type { Millis } from '../../shared/core/time/units.ts'

/** The machine's clock, which adds up what a run waited for on purpose. */
export interface PatientClock extends Clock {
  /**
   * Ms asked for in timers that ran out: the gaps between looks. A timer that was taken back was not waited
   * for.
   */
  readonly waitedMs: Millis
}

/** One for each run. That a timer of 300 ms takes 301 counts against the run. */
export function patientClock(): PatientClock {
  let waitedMs = 0
  return {
    ...systemClock,
    after: (ms, action) =>
      systemClock.after(ms, () => {
        waitedMs += ms
        action()
      }),
    get waitedMs() {
      return waitedMs
    },
  }
}
