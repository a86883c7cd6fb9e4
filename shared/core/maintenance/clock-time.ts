import { DAY, type EpochMs, type Millis, SECOND } from '../time/units.ts'

/**
 * A date and time as a clock on the wall shows it, in ms: the instant at which a clock in UTC shows the same.
 */
export type ClockTime = number

/**
 * Most clock times that are remembered of one zone, and most zones: some kB each, and looked up anew in no
 * time.
 */
const MOST_TIMES = 2000
const MOST_ZONES = 50

interface Zone {
  format: Intl.DateTimeFormat
  instants: Map<ClockTime, EpochMs>
}

/**
 * Only spares work: an entry never changes, for the rules of the zones stay as they are while a process
 * lives.
 */
const remembered = new Map<string, Zone>()

/**
 * The instant at which clocks in the zone show that time: the first if they do twice, the end of the gap if
 * they skip it. Takes some tens of µs, and a fraction of one from the second time on; a zone that there is not is a
 * RangeError.
 */
export function instantOf(zone: string, time: ClockTime): EpochMs {
  const { instants } = zoneOf(zone)
  const known = instants.get(time)
  if (known !== undefined) return known
  const instant = lookedUp(zone, time)
  if (instants.size >= MOST_TIMES) instants.clear()
  instants.set(time, instant)
  return instant
}

/** What clocks in the zone show at the instant. Takes some µs. */
export function clockTimeAt(zone: string, at: EpochMs): ClockTime {
  const seconds = Math.floor(at / SECOND) * SECOND
  return wholeSeconds(zone, seconds) + (at - seconds)
}

/** Clocks are at most a day from UTC, and no zone changes its offset twice in two days. */
function lookedUp(zone: string, time: ClockTime): EpochMs {
  const offsets = [offsetAt(zone, time - DAY), offsetAt(zone, time + DAY)]
  const earliest = time - Math.max(...offsets)
  const latest = time - Math.min(...offsets)
  for (const instant of [earliest, latest]) {
    if (clockTimeAt(zone, instant) === time) return instant
  }
  return changeWithin(zone, earliest, latest)
}

/** When the offset changes, to the second, as the rules of zones have it. */
function changeWithin(zone: string, before: EpochMs, after: EpochMs): EpochMs {
  const old = offsetAt(zone, before)
  let [last, first] = [Math.floor(before / SECOND), Math.ceil(after / SECOND)]
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2)
    if (offsetAt(zone, middle * SECOND) === old) last = middle
    else first = middle
  }
  return first * SECOND
}

function offsetAt(zone: string, at: EpochMs): Millis {
  return clockTimeAt(zone, at) - at
}

function wholeSeconds(zone: string, at: EpochMs): ClockTime {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of zoneOf(zone).format.formatToParts(at)) shown[type] = Number(value)
  const { year = NaN, month = NaN, day, hour, minute, second } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function zoneOf(name: string): Zone {
  const known = remembered.get(name)
  if (known) return known
  const zone: Zone = {
    format: new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
    instants: new Map(),
  }
  if (remembered.size >= MOST_ZONES) remembered.clear()
  remembered.set(name, zone)
  return zone
}
