import { type MaintenanceWindow, WEEKDAYS } from '../../../shared/core/maintenance/window.ts'
import { DAY, type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'

/**
 * A stretch of time with a wall clock of every zone, looked at minute by minute while it does not go as UTC
 * does: nothing to get wrong.
 */
export interface WallClocks {
  from: EpochMs
  upTo: EpochMs
  /** By zone, and by what the clock shows without the date: `03:00`. */
  minutes: ReadonlyMap<string, ReadonlyMap<string, readonly ClockMinute[]>>
}

/** What a clock shows for the first time, or skips, in the minute that begins at this instant. */
interface ClockMinute {
  at: EpochMs
  shows: string
  weekday: string | undefined
}

const HOUR = 60 * MINUTE
const TIME = '03:00'
/** What a clock shows at each minute of a day. */
const TIMES = Array.from({ length: DAY / MINUTE }, (_, minute) =>
  new Date(minute * MINUTE).toISOString().slice(11, 16),
)

export interface ModelOccurrence {
  window: MaintenanceWindow
  start: EpochMs
  end: EpochMs
}

export function wallClocks(zones: readonly string[], from: EpochMs, upTo: EpochMs): WallClocks {
  return { from, upTo, minutes: new Map(zones.map((zone) => [zone, minutesOf(zone, from, upTo)])) }
}

/** All occurrences of the windows that begin while the clocks were looked at. */
export function occurrencesOn(clocks: WallClocks, windows: readonly MaintenanceWindow[]): ModelOccurrence[] {
  return windows.flatMap((window) =>
    (clocks.minutes.get(window.zone)?.get(window.start.slice(-TIME.length)) ?? [])
      .filter(({ shows, weekday }) =>
        window.days ? window.days.some((day) => day === weekday) : shows === window.start,
      )
      .map(({ at }) => ({ window, start: at, end: at + window.durationMinutes * MINUTE })),
  )
}

/**
 * A clock that is set back shows nothing new until it is past where it was; one that is set forward skips to
 * the same minute.
 */
function minutesOf(zone: string, from: EpochMs, upTo: EpochMs): ReadonlyMap<string, ClockMinute[]> {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const seen: ClockMinute[] = []
  let latest = readingOf(clock, from)
  let date = ''
  let weekday: string | undefined
  const see = (at: EpochMs, reading: EpochMs) => {
    while (latest < reading) {
      latest += MINUTE
      const sinceMidnight = latest % DAY
      if (sinceMidnight === 0 || date === '') {
        date = new Date(latest).toISOString().slice(0, 11)
        weekday = WEEKDAYS[(new Date(latest).getUTCDay() + 6) % 7]
      }
      seen.push({ at, shows: `${date}${TIMES[sinceMidnight / MINUTE] ?? ''}`, weekday })
    }
  }
  for (let hour = from; hour < upTo; hour += HOUR) {
    const before = readingOf(clock, hour)
    const isSteady = readingOf(clock, hour + HOUR) - before === HOUR
    for (let at = hour + MINUTE; at <= hour + HOUR; at += MINUTE) {
      see(at, isSteady ? before + at - hour : readingOf(clock, at))
    }
  }
  return Map.groupBy(seen, ({ shows }) => shows.slice(-TIME.length))
}

/** `2026-03-29 03:00` as the instant at which clocks in UTC show it. */
function readingOf(clock: Intl.DateTimeFormat, at: EpochMs): EpochMs {
  return Date.parse(`${clock.format(at).replace(' ', 'T')}Z`)
}

/** Minute by minute until nothing covers any more, or for 14 days. */
export function modelEndOfCover(occurrences: readonly ModelOccurrence[], at: EpochMs): EpochMs {
  let minute = Math.floor(at / MINUTE) * MINUTE
  while (minute < at + 14 * DAY && isCovered(occurrences, minute)) minute += MINUTE
  return Math.min(minute, at + 14 * DAY)
}

function isCovered(occurrences: readonly ModelOccurrence[], at: EpochMs): boolean {
  return occurrences.some(({ start, end }) => start <= at && at < end)
}
