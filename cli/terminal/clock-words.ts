import { DAY, type EpochMs, HOUR, MINUTE, type Millis, SECOND } from '../../shared/core/time/units.ts'

/**
 * What a clock in the zone shows: `2026-11-29 13:30:05`. The zone is named once a screen. On a day on which its
 * clocks change they may show an hour twice: `2026-10-25 02:30:00 +01:00`.
 */
export function clockTime(at: EpochMs, zone: string): string {
  const offset = isOfChange(at, zone) ? ` ${offsetText(offsetAt(at, zone))}` : ''
  return `${clockDay(at, zone)} ${part(at, zone, 'time')}${offset}`
}

/** Whether clocks are put forward or back on this day. */
function isOfChange(at: EpochMs, zone: string): boolean {
  const sinceMidnight = (((at + offsetAt(at, zone)) % DAY) + DAY) % DAY
  const midnight = at - sinceMidnight
  return offsetAt(midnight, zone) !== offsetAt(midnight + DAY - 1, zone)
}

/** Ahead of UTC, in whole seconds. */
function offsetAt(at: EpochMs, zone: string): Millis {
  const second = Math.floor(at / SECOND) * SECOND
  return Date.parse(`${clockDay(second, zone)}T${part(second, zone, 'time')}Z`) - second
}

function offsetText(offset: Millis): string {
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0')
  const ahead = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${two(ahead / HOUR)}:${two((ahead % HOUR) / MINUTE)}`
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
