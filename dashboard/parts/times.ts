import { DAY } from '../../shared/core/time/units.ts'
import { formatIn } from './zone-clock.ts'

/** Times as the page writes them: in a zone that its header names. */
function written(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatIn(zone, options).format(at)
}

/** As `02:58`. */
export function minuteOf(at: number, zone: string): string {
  return written(at, zone, { hour: '2-digit', minute: '2-digit' })
}

/** As `02:58:04`. */
export function secondOf(at: number, zone: string): string {
  return written(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

/** As `24 Nov 2026`. */
export function dayOf(at: number, zone: string): string {
  return written(at, zone, { day: 'numeric', month: 'short', year: 'numeric' })
}

/** As `Tue 24 Nov 2026, 02:58:04`, with the zone after it. */
export function fullTime(at: number, zone: string): string {
  const day = written(at, zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  return `${day.replace(',', '')}, ${secondOf(at, zone)} ${zone}`
}

/** As `24 Nov, 02:58`. */
export function dayAndMinute(at: number, zone: string): string {
  return `${written(at, zone, { day: 'numeric', month: 'short' })}, ${minuteOf(at, zone)}`
}

/** As `02:58` on the day that it is, else with the day. */
export function shortTime(at: number, now: number, zone: string): string {
  if (dayOf(at, zone) === dayOf(now, zone)) return minuteOf(at, zone)
  const day = written(at, zone, {
    day: 'numeric',
    month: 'short',
    ...(now - at > 300 * DAY && { year: 'numeric' }),
  })
  return `${day}, ${minuteOf(at, zone)}`
}
