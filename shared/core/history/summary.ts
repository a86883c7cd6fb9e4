import { type IsoDay, type IsoMonth, daysBefore, isoDayOf, monthOf, monthStart } from '../time/iso-day.ts'
import { DAY, type EpochMs, type Millis } from '../time/units.ts'
import { type DayItem, totalOf } from './day.ts'
import { type Cell, type EpochHour, cellOf, countsOf, epochHourOf } from './hour-counts.ts'
import { addTallies } from './tally.ts'

/** Days whose hours a summary holds. */
export const SUMMARY_DAYS = 90
/** Months whose sums a summary holds. */
const SUMMARY_MONTHS = 13

const HOURS = 24

/** What one month, in UTC, came to. */
export interface MonthSum {
  /** Scheduled runs that were conclusive. */
  runs: number
  ok: number
  /** How long incidents stood open in it, up to the end of the summary's last day. */
  downMs: Millis
  /** Incidents that were opened in it. */
  incidents: number
}

/** The past of one monitor in a few octets, made anew each night from its days and incidents. */
export interface MonitorSummary {
  monitorId: string
  version: number
  /** The newest day, in UTC, whose hours stand in it. */
  lastDay: IsoDay
  /** 24 for each of the 90 days that end with `lastDay`, oldest first. */
  hours: readonly Cell[]
  /** The last 13; one without runs and incidents is absent. */
  months: Readonly<Record<IsoMonth, MonthSum>>
}

/** An incident, as far as a summary tells of it. */
export interface Downtime {
  openedAt: EpochMs
  resolvedAt?: EpochMs
}

/** Days that follow one another, and what is known of the months that they lie in. */
export interface Stretch {
  from: IsoDay
  to: IsoDay
  /** Those that there are of these months, up to the summary's last day. */
  days: readonly DayItem[]
  /** All that stood open in these months. */
  incidents: readonly Downtime[]
}

/** The oldest day that a summary with this last day tells of. */
export function firstDayOf(lastDay: IsoDay): IsoDay {
  return monthStart(monthOf(lastDay), SUMMARY_MONTHS - 1)
}

/**
 * The hours and months of a summary once the days of the stretch are as it has them; `before`: the summary so
 * far, which ends with any day. It may be repeated.
 */
export function summarised(
  before: Pick<MonitorSummary, 'lastDay' | 'hours' | 'months'> | undefined,
  { from, to, days, incidents }: Stretch,
): Pick<MonitorSummary, 'lastDay' | 'hours' | 'months'> {
  const lastDay = before && before.lastDay > to ? before.lastDay : to
  const end = Date.parse(lastDay) + DAY
  const byDay = new Map(days.map((day) => [day.day, day]))
  const isWithin = (day: IsoDay) => day >= from && day <= to

  const hours = daysTo(lastDay, daysBefore(lastDay, SUMMARY_DAYS - 1)).flatMap((day) =>
    isWithin(day) ? cellsOf(byDay.get(day)) : cellsIn(before, day),
  )
  const months = new Set(daysTo(to, from).map(monthOf))
  const sums = Array.from(months, (month): [IsoMonth, MonthSum] => [
    month,
    monthSum(
      days.filter(({ day }) => monthOf(day) === month),
      incidents,
      { from: Date.parse(monthStart(month)), to: Math.min(Date.parse(monthStart(month, -1)), end) },
    ),
  ])
  const kept = Object.entries({ ...before?.months, ...Object.fromEntries(sums) }).filter(
    ([month, { runs, downMs, incidents: opened }]) =>
      monthStart(month) >= firstDayOf(lastDay) && runs + downMs + opened > 0,
  )
  return { lastDay, hours, months: Object.fromEntries(kept) }
}

function cellsOf(day: DayItem | undefined): Cell[] {
  const locations = Object.values(day?.locations ?? {})
  return Array.from({ length: HOURS }, (_, hour) =>
    cellOf(countsOf(addTallies(locations.flatMap((hours) => hours[hour] ?? [])))),
  )
}

/** What the summary has of an hour; `undefined` of hours that it does not tell of. */
export function cellsByHour(summary: MonitorSummary | undefined): (hour: EpochHour) => Cell | undefined {
  if (!summary) return () => undefined
  const first = epochHourOf(Date.parse(summary.lastDay)) + HOURS - summary.hours.length
  return (hour) => summary.hours[hour - first]
}

/** What the summary so far has of that day. */
function cellsIn(
  before: Pick<MonitorSummary, 'lastDay' | 'hours'> | undefined,
  day: IsoDay,
): readonly Cell[] {
  const daysAgo = before ? (Date.parse(before.lastDay) - Date.parse(day)) / DAY : -1
  const start = (SUMMARY_DAYS - 1 - daysAgo) * HOURS
  return daysAgo >= 0 && daysAgo < SUMMARY_DAYS && before
    ? before.hours.slice(start, start + HOURS)
    : cellsOf(undefined)
}

function monthSum(
  days: readonly DayItem[],
  incidents: readonly Downtime[],
  span: { from: EpochMs; to: EpochMs },
): MonthSum {
  const { ok = 0, failed = 0 } = countsOf(addTallies(days.map(totalOf)))
  return { runs: ok + failed, ok, ...downtimeIn(incidents, span) }
}

/** How long the incidents stood open in the span, and how many of them were opened in it. */
export function downtimeIn(
  incidents: readonly Downtime[],
  span: { from: EpochMs; to: EpochMs },
): Pick<MonthSum, 'downMs' | 'incidents'> {
  const downMs = incidents.map(({ openedAt, resolvedAt = Infinity }) =>
    Math.max(0, Math.min(resolvedAt, span.to) - Math.max(openedAt, span.from)),
  )
  return {
    downMs: downMs.reduce((sum, ms) => sum + ms, 0),
    incidents: incidents.filter(({ openedAt }) => openedAt >= span.from && openedAt < span.to).length,
  }
}

/** Oldest first, both included. */
function daysTo(to: IsoDay, from: IsoDay): IsoDay[] {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  return Array.from({ length: (last - first) / DAY + 1 }, (_, index) => isoDayOf(first + index * DAY))
}
