import { monthOf, monthStart } from '../../shared/core/time/iso-day.ts'

/** The month that clocks in the zone show, as `2026-11`. */
export function monthNow(now: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit' })
  const part = (wanted: string) => parts.formatToParts(now).find(({ type }) => type === wanted)?.value ?? ''
  return `${part('year')}-${part('month')}`
}

/** The month so many later; before it, where negative. `undefined`: the text is no month. */
export function monthLater(month: string, by: number): string | undefined {
  return /^\d{4}-\d\d$/.test(month) ? monthOf(monthStart(month, -by)) : undefined
}
