import { DAY, type EpochMs, isoInstant } from './units.ts'

/** A day in UTC as ISO 8601 writes it, `2026-01-05`: it stands so in keys, and sorts by time. */
export type IsoDay = string

/** The day in UTC that holds the instant. */
export function isoDayOf(at: EpochMs): IsoDay {
  return isoInstant(at).slice(0, 10)
}

/** The day `days` before; UTC has no day of 23 or 25 hours. */
export function daysBefore(day: IsoDay, days: number): IsoDay {
  return isoDayOf(Date.parse(day) - days * DAY)
}

/** A month in UTC, `2026-01`. */
export type IsoMonth = string

export function monthOf(day: IsoDay): IsoMonth {
  return day.slice(0, '2026-01'.length)
}

/** The first of the month `months` before; after it, where negative. */
export function monthStart(month: IsoMonth, monthsBefore = 0): IsoDay {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return isoDayOf(Date.UTC(year, number - 1 - monthsBefore))
}

/** The months that have a part in the time from `from` to before `to`, oldest first. */
export function monthsIn({ from, to }: { from: EpochMs; to: EpochMs }): IsoMonth[] {
  const months: IsoMonth[] = []
  for (let start = isoDayOf(from); Date.parse(start) < to; start = monthStart(monthOf(start), -1)) {
    months.push(monthOf(start))
  }
  return months
}

/** Whether the text is a day that there is: `2026-02-29` is none. */
export function isIsoDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(text)
  return !Number.isNaN(at) && isoDayOf(at) === text
}
