import { downtimeIn } from '../../../../core/history/summary.ts'
import { type Tally, addTallies } from '../../../../core/history/tally.ts'
import { figuresOf } from '../../../../core/history/views/figures.ts'
import type { Reader } from '../../../../core/history/views/time-words.ts'
import type { Span } from '../../../../core/history/views/zone-spans.ts'
import type { MonitorRow } from '../../../ports/monitor-store.ts'
import type { PiecesPorts } from '../counted-pieces.ts'
import type { IncidentView } from '../incidents.ts'
import { monthsByDays } from './months-by-days.ts'
import { type ReportedFigures, type ReportedMonths, type TwoMonths, reportedMonths } from './reported.ts'

interface Asked {
  spans: TwoMonths
  /** Those of these monitors that were open in either month. */
  incidents: readonly IncidentView[]
  /** From 0 to 1. */
  goal?: number
}

/** What the days of these monitors and their incidents come to; reads what `monthsByDays` reads. */
export async function figuresByDays(
  rows: readonly MonitorRow[],
  { spans, incidents, goal }: Asked,
  reader: Reader,
  ports: PiecesPorts,
): Promise<ReportedFigures> {
  const ids = rows.map(({ monitorId }) => monitorId)
  const { monitors, locations, hours } = await monthsByDays(ids, spans, reader, ports)
  const sumOf = (tally: Tally, span: Span, those: readonly IncidentView[]) => {
    const { runs, ok, p50Ms, p95Ms } = figuresOf(tally)
    const pace = { ...(p50Ms !== undefined && { p50Ms }), ...(p95Ms !== undefined && { p95Ms }) }
    return { runs, ok, ...pace, ...downtimeIn(those, { ...span, to: Math.min(span.to, reader.now) }) }
  }
  const monthsOf = ({ month, before }: Record<keyof TwoMonths, Tally>, those: readonly IncidentView[]) =>
    reportedMonths(
      { month: sumOf(month, spans.month, those), before: sumOf(before, spans.before, those) },
      goal,
    )
  const month = addTallies([...locations.values()])
  const before = addTallies([...monitors.values()].map((one) => one.before))
  const byMonitor = Map.groupBy(incidents, ({ monitorId }) => monitorId)
  const { maintenance, inconclusive, untried } = figuresOf(month)
  return {
    total: monthsOf({ month, before }, incidents),
    monitors: new Map<string, ReportedMonths>(
      [...monitors].map(([id, tallies]) => [id, monthsOf(tallies, byMonitor.get(id) ?? [])]),
    ),
    detail: {
      locations: [...locations].map(([location, tally]) => ({ location, figures: figuresOf(tally) })),
      hours: hours.map((tally, hour) => ({ hour, figures: figuresOf(tally) })),
      leftOut: { maintenance, inconclusive, untried },
    },
  }
}
