import { type ClockTime, clockTimeAt, instantOf } from '../../maintenance/clock-time.ts'
import { DAY, type EpochMs, HOUR, isoInstant } from '../../time/units.ts'

export type CalendarUnit = 'hour' | 'day' | 'month'

/** A time from `from` to before `to`. */
export interface Span {
  from: EpochMs
  to: EpochMs
}

/** An hour, day or month of a zone. */
export interface CalendarSpan extends Span {
  /** As its clocks say: `2026-01-05T13`, `2026-01-05`, `2026-01`; an hour that comes twice has it twice. */
  name: string
}

const NAME_LENGTH: Readonly<Record<CalendarUnit, number>> = { hour: 13, day: 10, month: 7 }

/**
 * The hours, days or months of the zone that have a part in the span, oldest first, cut at its ends: without
 * gaps, and a day as long as it is there (23 or 25 hours where clocks change).
 */
export function calendarSpans({ from, to }: Span, unit: CalendarUnit, zone: string): CalendarSpan[] {
  const spans: CalendarSpan[] = []
  let start = from
  while (start < to) {
    const shown = clockTimeAt(zone, start)
    const end = Math.min(to, endOf(start, shown, unit, zone))
    spans.push({ name: isoInstant(shown).slice(0, NAME_LENGTH[unit]), from: start, to: end })
    start = end
  }
  return spans
}

/** A month of the zone, as `2026-11`. */
export function monthSpan(month: string, zone: string): Span {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const begins = (of: number) => instantOf(zone, Date.UTC(year, of))
  return { from: begins(number - 1), to: begins(number) }
}

/** The month that clocks in the zone show. */
export function monthAt(at: EpochMs, zone: string): string {
  return isoInstant(clockTimeAt(zone, at)).slice(0, NAME_LENGTH.month)
}

/** Whole hours that follow on one another, each in one span; given by their starts, the oldest first. */
export function spansOfHours(starts: readonly EpochMs[]): Span[] {
  const spans: Span[] = []
  for (const from of starts) {
    const last = spans.at(-1)
    if (last?.to === from) last.to += HOUR
    else spans.push({ from, to: from + HOUR })
  }
  return spans
}

/** The instant at which the clocks of the zone begin the next one; always after `start`. */
function endOf(start: EpochMs, shown: ClockTime, unit: CalendarUnit, zone: string): EpochMs {
  // Within an hour the clocks run as elsewhere: they change at its end.
  if (unit === 'hour') return start + HOUR - (((shown % HOUR) + HOUR) % HOUR)
  const begins = (time: ClockTime) => instantOf(zone, time)
  for (let next = nextOf(shown, unit); ; next = nextOf(next, unit)) {
    // A day that a zone leaves out begins when the one after it does.
    if (begins(next) > start) return begins(next)
  }
}

function nextOf(shown: ClockTime, unit: 'day' | 'month'): ClockTime {
  if (unit === 'day') return (Math.floor(shown / DAY) + 1) * DAY
  const date = new Date(shown)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
}
