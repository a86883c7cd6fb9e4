import type { Clock } from '../../shared/app/ports/clock.ts'
import { type IsoDay, daysBefore, isoDayOf } from '../../shared/core/time/iso-day.ts'
import { MINUTE, type Millis } from '../../shared/core/time/units.ts'

/** How long after its end, in UTC, a day is made: its last run ends in the next one. */
const AFTER_MIDNIGHT: Millis = 30 * MINUTE
/** Days made at the first call: of those that this machine missed, the results stand still. */
const FIRST_DAYS = 7

/**
 * Calls `make` with each day once it is half an hour past, and, at the first call, with the last seven;
 * oldest first. Days slept through are made up for, and one that throws comes again at the next call. Days that
 * a clock which was ahead took for past come again when they are.
 */
export function nightly(clock: Clock, make: (day: IsoDay) => Promise<unknown>): () => Promise<void> {
  let made: IsoDay | undefined
  return async () => {
    const last = daysBefore(isoDayOf(clock.now() - AFTER_MIDNIGHT), 1)
    made ??= daysBefore(last, FIRST_DAYS)
    if (made > last) made = last
    while (made < last) {
      const next = daysBefore(made, -1)
      await make(next)
      made = next
    }
  }
}
