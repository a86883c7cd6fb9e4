import { create, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime'
import {
  create as zonedAt,
  getTimeZoneTransition,
  offsetNanoseconds,
} from 'temporal-polyfill/fns/ZonedDateTime'

import type { EpochMs } from '../time/units.ts'

/**
 * A date and time as a clock on the wall shows it, in ms: the instant at which a clock in UTC shows the same.
 */
export type ClockTime = number

const NANOSECONDS = 1_000_000

/**
 * Most clock times that are remembered of one zone, and most zones: some kB each, and looked up anew in no
 * time.
 */
const MOST_TIMES = 2000
const MOST_ZONES = 50

/**
 * Only spares work: an entry never changes, for the rules of the zones stay as they are while a process
 * lives.
 */
const remembered = new Map<string, Map<ClockTime, EpochMs>>()

/**
 * The instant at which clocks in the zone show that time: the first if they do twice, the end of the gap if
 * they skip it. Takes some µs, and a fraction of one from the second time on; a zone that there is not is a
 * RangeError.
 */
export function instantOf(zone: string, time: ClockTime): EpochMs {
  const known = remembered.get(zone)?.get(time)
  if (known !== undefined) return known
  const instant = lookedUp(zone, time)
  remember(zone, time, instant)
  return instant
}

/** What clocks in the zone show at the instant. Takes some tens of µs. */
export function clockTimeAt(zone: string, at: EpochMs): ClockTime {
  return at + offsetNanoseconds(zonedAt(BigInt(Math.floor(at)) * BigInt(NANOSECONDS), zone)) / NANOSECONDS
}

function lookedUp(zone: string, time: ClockTime): EpochMs {
  const date = new Date(time)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const onTheWall = create(year, month, day, date.getUTCHours(), date.getUTCMinutes())
  // In a gap, "earlier" is the time by the offset before it, so that the next transition is the gap itself.
  const zoned = toZonedDateTime(onTheWall, zone, { disambiguation: 'earlier' })
  const shows = zoned.epochMilliseconds + offsetNanoseconds(zoned) / NANOSECONDS
  if (shows === time) return zoned.epochMilliseconds
  return (getTimeZoneTransition(zoned, 'next') ?? zoned).epochMilliseconds
}

function remember(zone: string, time: ClockTime, instant: EpochMs) {
  const times = remembered.get(zone) ?? new Map<ClockTime, EpochMs>()
  if (times.size >= MOST_TIMES) times.clear()
  times.set(time, instant)
  if (remembered.size >= MOST_ZONES && !remembered.has(zone)) remembered.clear()
  remembered.set(zone, times)
}
