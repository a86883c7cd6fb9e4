import { type MaintenanceWindow, WEEKDAYS, type Weekday } from './window.ts'
import { DAY, type EpochMs, MINUTE, type Millis } from '../time/units.ts'
import { instantOf } from './clock-time.ts'

/**
 * Clocks anywhere are less than a day from UTC (today 14 hours at most), so that only so many days come into
 * question.
 */
const FURTHEST_FROM_UTC: Millis = DAY

/** Day 0 of the epoch was a Thursday. */
const WEEKDAY_OF_DAY_0 = WEEKDAYS.indexOf('thu')

/** When the window begins, of the instants with `after` < start <= `upTo`; in order. */
export function startsBetween(window: MaintenanceWindow, after: EpochMs, upTo: EpochMs): EpochMs[] {
  if (window.days !== undefined) return weeklyStarts(window, window.days, after, upTo)
  const start = instantOf(window.zone, Date.parse(`${window.start}Z`))
  return start > after && start <= upTo ? [start] : []
}

export function lengthOf({ durationMinutes }: MaintenanceWindow): Millis {
  return durationMinutes * MINUTE
}

function weeklyStarts(
  { zone, start }: MaintenanceWindow,
  days: readonly Weekday[],
  after: EpochMs,
  upTo: EpochMs,
): EpochMs[] {
  const sinceMidnight = (Number(start.slice(0, 2)) * 60 + Number(start.slice(3, 5))) * MINUTE
  const firstDay = Math.floor((after - FURTHEST_FROM_UTC - sinceMidnight) / DAY) + 1
  const lastDay = Math.floor((upTo + FURTHEST_FROM_UTC - sinceMidnight) / DAY)
  const starts: EpochMs[] = []
  for (let day = firstDay; day <= lastDay; day++) {
    if (!days.includes(weekdayOf(day))) continue
    const instant = instantOf(zone, day * DAY + sinceMidnight)
    if (instant > after && instant <= upTo) starts.push(instant)
  }
  return starts
}

function weekdayOf(day: number): Weekday {
  const index = (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7
  return WEEKDAYS[index] ?? 'thu'
}
