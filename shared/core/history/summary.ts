import type { IsoDay } from '../time/iso-day.ts'
import type { Millis } from '../time/units.ts'
import type { Cell } from './hour-counts.ts'

/** Days whose hours a summary holds. */
export const SUMMARY_DAYS = 90
/** Months whose sums a summary holds. */
export const SUMMARY_MONTHS = 13

/** What one month, in UTC, came to. */
export interface MonthSum {
  /** Scheduled runs that were conclusive. */
  runs: number
  ok: number
  /** How long incidents stood open in it. */
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
  /** By month, as `2026-01`: the last 13. */
  months: Readonly<Record<string, MonthSum>>
}
