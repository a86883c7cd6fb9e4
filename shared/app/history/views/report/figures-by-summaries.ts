import { type IsoMonth, monthOf, monthStart } from '../../../../core/time/iso-day.ts'
import type { MonitorRow } from '../../../ports/monitor-store.ts'
import { type MonthsPorts, addMonths } from '../months-of-all.ts'
import { type ReportedFigures, reportedMonths } from './reported.ts'

/** What the nights have summed up, in UTC: of months before the last 13 nothing. Reads one summary a monitor. */
export async function figuresBySummaries(
  rows: readonly MonitorRow[],
  { month, goal }: { month: IsoMonth; goal?: number },
  { runs }: Pick<MonthsPorts, 'runs'>,
): Promise<ReportedFigures> {
  const before = monthOf(monthStart(month, 1))
  const summaries = [...(await runs.findSummaries(rows.map(({ monitorId }) => monitorId)))]
  const sumOf = (asked: IsoMonth) => addMonths(summaries.flatMap(([, { months }]) => months[asked] ?? []))
  return {
    total: reportedMonths({ month: sumOf(month), before: sumOf(before) }, goal),
    monitors: new Map(
      summaries.map(([id, { months }]) => [
        id,
        reportedMonths({ month: months[month], before: months[before] }, goal),
      ]),
    ),
  }
}
