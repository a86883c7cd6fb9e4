import { span } from '../../wording/words/figures.ts'
import type { IsoMonth } from '../../time/iso-day.ts'
import type { Millis } from '../../time/units.ts'
import { goalWords } from './goal.ts'
import { percentText } from './percent-text.ts'

/** What a report's sentence says of a month. */
export interface SaidOfMonth {
  month: IsoMonth
  /** It goes on. */
  isOpen: boolean
  runs: number
  ok: number
  downMs: Millis
  incidents: number
  /** From 0 to 1. */
  goal?: number
}

const MONTH_NAME = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** As `November 2026: 99.94 % of 172,800 runs were OK; goal 99.9 %: kept, …; 2 incidents, down for 31 min.` */
export function reportSentence({ month, isOpen, runs, ok, downMs, incidents, goal }: SaidOfMonth): string {
  const what = `${monthWords(month)}${isOpen ? ' so far' : ''}`
  if (runs === 0) return `${what}: no counted runs.`
  const kept = goal === undefined ? '' : `; ${goalWords({ ok, runs }, goal)}`
  const count = incidents === 1 ? '1 incident' : `${incidents} incidents`
  const down = downMs > 0 ? `, down for ${span(downMs)}` : ''
  return `${what}: ${percentText({ ok, runs })} of ${runs.toLocaleString('en')} runs were OK${kept}; ${count}${down}.`
}

/** As `November 2026`. */
export function monthWords(month: IsoMonth): string {
  return MONTH_NAME.format(Date.parse(month))
}
