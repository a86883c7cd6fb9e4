import { monthOf, monthStart } from '../../shared/core/time/iso-day.ts'

/** What the address asks about; each may be anything that somebody typed. */
export interface ReportQuery {
  /** As `2026-11`. */
  month: string
  tag?: string
  /** In percent, as `99.9`. */
  goal?: string
}

/** What the query says; without a month, that which clocks in the zone show now. */
export function questionIn(query: URLSearchParams, now: number, zone: string): ReportQuery {
  const [tag, goal] = [query.get('tag'), query.get('goal')]
  return {
    month: query.get('month') ?? monthNow(now, zone),
    ...(tag && { tag }),
    ...(goal && { goal }),
  }
}

/** As `2026-11`. */
export function monthNow(now: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit' })
  const part = (wanted: string) => parts.formatToParts(now).find(({ type }) => type === wanted)?.value ?? ''
  return `${part('year')}-${part('month')}`
}

/** The month so many later; before it, where negative. `undefined`: the text is no month. */
export function monthLater(month: string, by: number): string | undefined {
  return /^\d{4}-\d\d$/.test(month) ? monthOf(monthStart(month, -by)) : undefined
}
