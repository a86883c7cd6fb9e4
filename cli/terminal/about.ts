import { DAY, HOUR, MINUTE, type Millis, SECOND } from '../../shared/core/time/units.ts'

/** A span in one unit, rounded down, for columns: `58 s`, `14 min`, `3 h`, `12 d`; below 0 it is `0 s`. */
export function about(ms: Millis): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`
  return ms < 2 * DAY ? `${Math.floor(ms / HOUR)} h` : `${Math.floor(ms / DAY)} d`
}
