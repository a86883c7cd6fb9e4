import { DAY, type EpochMs, HOUR, type Millis } from '../../shared/core/time/units.ts'
import type { ListedWindow } from '../api/answers.ts'
import { zoneOffset } from '../parts/zone-clock.ts'

/** A day of the calendar, by the clocks of one zone: 23 to 25 hours. */
export interface CalendarDay {
  from: EpochMs
  until: EpochMs
  times: readonly CalendarTime[]
}

/** What of a window lies in one day. */
export interface CalendarTime {
  window: ListedWindow
  from: EpochMs
  until: EpochMs
  /** Whether it began or ends on another day. */
  isOpenBefore: boolean
  isOpenAfter: boolean
}

const DAYS = 7

/** Today and the six days after it, each with what of the windows lies in it, in order. */
export function weekOf(windows: readonly ListedWindow[], now: EpochMs, zone: string): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let from = startOfDay(now, zone); days.length < DAYS;) {
    const until = startOfDay(from + 36 * HOUR, zone)
    days.push({ from, until, times: timesOf(windows, from, until) })
    from = until
  }
  return days
}

function timesOf(windows: readonly ListedWindow[], dayFrom: EpochMs, dayUntil: EpochMs): CalendarTime[] {
  const times = windows.flatMap((window) =>
    (window.week ?? []).flatMap((time): CalendarTime[] => {
      const [from, until] = [Date.parse(time.from), Date.parse(time.until)]
      if (from >= dayUntil || until <= dayFrom) return []
      return [
        {
          window,
          from: Math.max(from, dayFrom),
          until: Math.min(until, dayUntil),
          isOpenBefore: from < dayFrom,
          isOpenAfter: until > dayUntil,
        },
      ]
    }),
  )
  return times.sort((one, other) => one.from - other.from)
}

/** The midnight before, by the clocks of the zone; where they skip it, the end of the gap. */
export function startOfDay(at: EpochMs, zone: string): EpochMs {
  const guess = at - sinceMidnight(at, zone)
  const off = sinceMidnight(guess, zone)
  return off > DAY / 2 ? guess + (DAY - off) : guess - off
}

function sinceMidnight(at: EpochMs, zone: string): Millis {
  return (at + zoneOffset(at, zone)) % DAY
}
