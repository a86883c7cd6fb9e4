import { writtenTags } from '../../../../core/definition/written-windows.ts'
import type { GoalVerdict } from '../../../../core/history/views/goal.ts'
import { reportSentence } from '../../../../core/history/views/report-sentence.ts'
import { monthSpan } from '../../../../core/history/views/zone-spans.ts'
import { type IsoMonth, monthOf, monthStart } from '../../../../core/time/iso-day.ts'
import type { EpochMs } from '../../../../core/time/units.ts'
import type { MonitorRow } from '../../../ports/monitor-store.ts'
import type { PiecesPorts } from '../counted-pieces.ts'
import { type IncidentView, type IncidentsPorts, incidents as incidentsOf } from '../incidents.ts'
import { type MonthsPorts, addMonths, byName, monthFigures } from '../months-of-all.ts'
import { shownName, shownText } from '../shown-name.ts'
import { figuresByDays } from './figures-by-days.ts'
import { figuresBySummaries } from './figures-by-summaries.ts'
import type { ReportDetail, ReportFigures, ReportedMonths, TwoMonths } from './reported.ts'

export interface MonthQuestion {
  /** As `2026-11`. */
  month: IsoMonth
  /** Only monitors that have it now. */
  tag?: string
  /** From 0 to 1. */
  goal?: number
}

/** What a month came to. */
export interface MonthReport extends MonthQuestion, Pick<ReportedMonths, 'before'>, Partial<ReportDetail> {
  /** The zone whose month it is. */
  zone: string
  from: EpochMs
  /** Its end; now while it goes on. */
  to: EpochMs
  /**
   * `days`: by the zone, up to now. `summaries`, where there are more than `MOST_BY_DAYS` monitors: in UTC, up to
   * the last night, and without detail.
   */
  countedBy: 'days' | 'summaries'
  sentence: string
  total: ReportFigures
  verdict?: GoalVerdict
  /** By name. */
  monitors: readonly (ReportedMonths & { monitorId: string; name: string })[]
  /** Every tag that a monitor has, whichever are asked about. */
  tags: readonly string[]
  /** Open at any time in it; the open ones first, then the newest, at most `MOST_INCIDENTS`. */
  incidents: readonly IncidentView[]
  /** There were more. */
  moreIncidents?: true
}

export type ReportPorts = IncidentsPorts & PiecesPorts & MonthsPorts

/** Monitors whose days are read for one report. */
export const MOST_BY_DAYS = 50
const MOST_INCIDENTS = 500

const NOTHING: ReportFigures = monthFigures(addMonths([]))

/**
 * Reads the rows, what `incidents` of two months reads of those that are asked about and, of up to 50 of them,
 * the days of both months and the runs of today; of more, one summary each.
 */
export async function monthReport(
  question: MonthQuestion,
  reportZone: string,
  { monitors, ...ports }: ReportPorts,
): Promise<MonthReport> {
  const now = ports.clock.now()
  const all = await monitors.list()
  const rows = all.filter((row) => isAsked(row, question))
  const here = { ...ports, monitors: { list: () => Promise.resolve(rows) } }
  const countedBy = rows.length > MOST_BY_DAYS ? 'summaries' : 'days'
  const zone = countedBy === 'days' ? reportZone : 'UTC'
  const spans = monthsOf(question, zone)
  const incidents = await incidentsIn(spans, rows, here)
  const {
    total,
    monitors: months,
    detail,
  } = countedBy === 'days'
    ? await figuresByDays(rows, { ...question, spans, incidents }, { now, zone }, ports)
    : await figuresBySummaries(rows, question, ports)
  const figures = total.figures ?? NOTHING
  const inMonth = incidents.filter(
    ({ openedAt, resolvedAt = now }) => openedAt < spans.month.to && resolvedAt >= spans.month.from,
  )
  const isOpen = now >= spans.month.from && now < spans.month.to
  return {
    ...{ ...question, zone, from: spans.month.from, to: isOpen ? now : spans.month.to, countedBy },
    sentence: reportSentence({ ...question, ...figures, isOpen }),
    total: figures,
    ...(total.before && { before: total.before }),
    ...(total.goal && { verdict: total.goal }),
    monitors: rows
      .map((row) => ({ ...shownName(row), ...months.get(row.monitorId) }))
      .sort((a, b) => byName(a.name, b.name)),
    tags: [...new Set(all.flatMap(({ definition }) => writtenTags(definition)))].map(shownText).sort(),
    incidents: inMonth.slice(0, MOST_INCIDENTS),
    ...(inMonth.length > MOST_INCIDENTS && { moreIncidents: true }),
    ...detail,
  }
}

function isAsked({ definition }: MonitorRow, { tag }: MonthQuestion): boolean {
  return tag === undefined || writtenTags(definition).includes(tag)
}

function monthsOf({ month }: MonthQuestion, zone: string): TwoMonths {
  return { month: monthSpan(month, zone), before: monthSpan(monthOf(monthStart(month, 1)), zone) }
}

/** Those of these monitors that were open in either month. */
async function incidentsIn(
  { before, month }: TwoMonths,
  rows: readonly MonitorRow[],
  ports: IncidentsPorts,
): Promise<IncidentView[]> {
  const { incidents } = await incidentsOf({ from: before.from, to: month.to }, ports)
  const ids = new Set(rows.map(({ monitorId }) => monitorId))
  return incidents.filter(({ monitorId }) => ids.has(monitorId))
}
