import { span } from '../../shared/core/wording/words/figures.ts'
import type { MonthReport } from '../api/answers.ts'

type Hours = NonNullable<MonthReport['hours']>

/** One hour of the day as it is drawn; heights are parts of the chart's, from 0 to 1. */
export interface HourColumn {
  hour: number
  failed: number
  runs: number
  failedHeight: number
  /** Absent where no round trip was measured. */
  p50Ms?: number
  p95Ms?: number
  p50Height: number
  p95Height: number
}

export interface HourColumns {
  columns: readonly HourColumn[]
  /** What stands at the top of each scale. */
  mostFailed: number
  slowestMs: number
}

/** Failures by their share of the hour's runs; both scales end at their highest column. */
export function hourColumns(hours: Hours): HourColumns {
  const shares = hours.map(({ figures: { failed, runs } }) => (runs > 0 ? failed / runs : 0))
  const mostFailed = Math.max(0, ...shares)
  const slowestMs = Math.max(0, ...hours.map(({ figures: { p95Ms = 0 } }) => p95Ms))
  const part = (value: number, most: number) => (most > 0 ? value / most : 0)
  const columns = hours.map(({ hour, figures: { failed, runs, p50Ms, p95Ms } }, index) => ({
    hour,
    failed,
    runs,
    failedHeight: part(shares[index] ?? 0, mostFailed),
    ...(p50Ms !== undefined && { p50Ms }),
    ...(p95Ms !== undefined && { p95Ms }),
    p50Height: part(p50Ms ?? 0, slowestMs),
    p95Height: part(p95Ms ?? 0, slowestMs),
  }))
  return { columns, mostFailed, slowestMs }
}

/** As `Most failures fell between 02:00 and 03:00: 5 of 14.` */
export function hoursSentence(hours: Hours): string {
  const failed = hours.reduce((sum, { figures }) => sum + figures.failed, 0)
  const [worst] = [...hours].sort((a, b) => b.figures.failed - a.figures.failed)
  if (!worst || failed === 0) return 'No run failed.'
  const most = worst.figures.failed
  const others = hours.filter(({ figures }) => figures.failed === most).length
  if (others > 1) return `Failures were spread over several hours, at most ${most} of ${failed} in one.`
  return `Most failures fell between ${clockHour(worst.hour)} and ${clockHour(worst.hour + 1)}: ${most} of ${failed}.`
}

/** As `02:00`. */
export function clockHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

/** As `0.4 %`, of a share from 0 to 1; never 0 of what is above it. */
export function shareText(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.01) return '< 0.01 %'
  return `${percent >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))} %`
}

/** As `02:00: 3 of 24 failed, p50 1.1 s, p95 3.5 s`. */
export function hourWords({ hour, failed, runs, p50Ms, p95Ms }: HourColumn): string {
  const times = [
    p50Ms === undefined ? '' : `, p50 ${span(p50Ms)}`,
    p95Ms === undefined ? '' : `, p95 ${span(p95Ms)}`,
  ]
  return `${clockHour(hour)}: ${runs === 0 ? 'no runs' : `${failed} of ${runs} failed`}${times.join('')}`
}
