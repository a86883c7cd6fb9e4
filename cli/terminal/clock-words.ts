import type { EpochMs } from '../../shared/core/time/units.ts'

/** What a clock in the zone shows: `2026-11-29 13:30:05`. The zone is named once a screen. */
export function clockTime(at: EpochMs, zone: string): string {
  return `${clockDay(at, zone)} ${part(at, zone, 'time')}`
}

/** As `2026-11-29`. */
export function clockDay(at: EpochMs, zone: string): string {
  return part(at, zone, 'day')
}

/** As `13:30`. */
export function clockMinute(at: EpochMs, zone: string): string {
  return part(at, zone, 'time').slice(0, 5)
}

/** Making one takes longer than all that it formats. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** Sweden writes dates as ISO 8601 does. */
function part(at: EpochMs, timeZone: string, which: 'day' | 'time'): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timeZone, format)
  const [day = '', time = ''] = format.format(at).split(' ')
  return which === 'day' ? day : time
}
