import type { Reading } from '../../shared/core/definition/fields/fields.ts'
import { readInstant } from '../../shared/core/definition/fields/instant.ts'
import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { type ClockTime, instantOf } from '../../shared/core/maintenance/clock-time.ts'
import { isIsoDay } from '../../shared/core/time/iso-day.ts'
import { DAY, type EpochMs } from '../../shared/core/time/units.ts'
import { clockDay } from '../terminal/clock-words.ts'
import { readSpan } from './duration.ts'
import { UsageError } from './usage-error.ts'

/** The zone that times are meant in, and the instant that `24h` and `yesterday` count from. */
export interface Now {
  now: EpochMs
  zone: string
}

/** A day and a month last; any other time is an instant, where both are the same. */
export interface Times {
  from: EpochMs
  /** Just behind it. */
  until: EpochMs
}

/**
 * Times as people type them: `24h` and `7d` (ago), `today`, `yesterday`, `03:00` (the last one that was),
 * `2026-11`, `2026-11-05`, `2026-11-05T03:00`; by the clocks of the zone. ISO 8601 with its zone is what it is.
 */
export function readTimes(written: string, here: Now): Reading<Times> {
  const times = pointIn(written, here) ?? daysIn(written, here)
  if (times) return { ok: true, value: times }
  return { ok: false, message: `expected ${EXPECTED}, got ${shown(written)}` }
}

const EXPECTED = '24h, 7d, today, yesterday, 03:00, 2026-11, 2026-11-05 or 2026-11-05T03:00Z'

/** The times of this option; throws `UsageError`. */
export function timesOf(option: string, written: string, here: Now): Times {
  const read = readTimes(written, here)
  if (!read.ok) throw new UsageError(`--${option}: ${read.message}`)
  return read.value
}

function pointIn(written: string, { now, zone }: Now): Times | undefined {
  const at = instantIn(written, { now, zone })
  return at === undefined ? undefined : { from: at, until: at }
}

function instantIn(written: string, { now, zone }: Now): EpochMs | undefined {
  const span = readSpan(written)
  if (span.ok) return now - span.value
  const instant = readInstant(written)
  if (instant.ok) return instant.value
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(written)) {
    const today = shownAt(`${clockDay(now, zone)}T${written}`)
    const at = instantOf(zone, today)
    return at <= now ? at : instantOf(zone, today - DAY)
  }
  const isDayAndTime = /^\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(written)
  return isDayAndTime && isIsoDay(written.slice(0, 10)) ? instantOf(zone, shownAt(written)) : undefined
}

/** From midnight to midnight: days of 23 and 25 hours are as long as they are. */
function daysIn(written: string, { now, zone }: Now): Times | undefined {
  const today = shownAt(`${clockDay(now, zone)}T00:00`)
  const between = (from: ClockTime, until: ClockTime) => ({
    from: instantOf(zone, from),
    until: instantOf(zone, until),
  })
  if (written === 'today') return between(today, today + DAY)
  if (written === 'yesterday') return between(today - DAY, today)
  if (isIsoDay(written)) return between(Date.parse(written), Date.parse(written) + DAY)
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(written)) return undefined
  const [year = 0, month = 0] = written.split('-').map(Number)
  return between(Date.UTC(year, month - 1), Date.UTC(year, month))
}

function shownAt(dayAndTime: string): ClockTime {
  return Date.parse(`${dayAndTime.replace(' ', 'T')}Z`)
}
