import { monthNow } from '../parts/months.ts'

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
