import { stringify } from 'csv-stringify/sync'

import type { IncidentView } from '../../../app/history/views/incidents.ts'
import type { MonthReport } from '../../../app/history/views/report/month-report.ts'
import type { Figures } from '../../../core/history/views/figures.ts'
import { isoInstant } from '../../../core/time/units.ts'

export const REPORT_TABLES = ['monitors', 'incidents', 'locations', 'hours'] as const

const COUNTS = ['availability', 'runs', 'ok', 'failed', 'p50Ms', 'p95Ms'] as const
const COLUMNS = {
  monitors: [
    ...['monitorId', 'name', 'month', 'zone', ...COUNTS, 'downMs', 'incidents'],
    ...['availabilityBefore', 'goalKept'],
  ],
  incidents: [
    ...['monitorId', 'name', 'openedAt', 'resolvedAt', 'lengthMs', 'failedRuns', 'locations', 'reasons'],
    ...['acknowledgedAt', 'note'],
  ],
  locations: ['location', ...COUNTS],
  hours: ['hour', ...COUNTS],
}

type Table = (typeof REPORT_TABLES)[number]
type Line = Readonly<Record<string, string | number | undefined>>

/**
 * One table of the report as CSV (RFC 4180): times are ISO 8601 in UTC. What somebody named a monitor cannot be
 * taken for a formula by whoever opens the file. `undefined`: this report has no such table.
 */
export function reportCsv(report: MonthReport, table: Table): string | undefined {
  const lines = linesOf(report, table)
  return lines && stringify([...lines], { header: true, columns: COLUMNS[table], escape_formulas: true })
}

function linesOf(report: MonthReport, table: Table): readonly Line[] | undefined {
  switch (table) {
    case 'monitors':
      return monitorLines(report)
    case 'incidents':
      return report.incidents.map(incidentLine)
    case 'locations':
      return report.locations?.map(({ location, figures }) => ({ location, ...countsOf(figures) }))
    case 'hours':
      return report.hours?.map(({ hour, figures }) => ({ hour, ...countsOf(figures) }))
    default:
      return table satisfies never
  }
}

function monitorLines({ month, zone, monitors }: MonthReport): Line[] {
  return monitors.map(({ monitorId, name, figures, before, goal }) => ({
    ...{ monitorId, name, month, zone },
    ...(figures && countsOf({ ...figures, failed: figures.runs - figures.ok })),
    downMs: figures?.downMs,
    incidents: figures?.incidents,
    availabilityBefore: before?.availability,
    goalKept: goal && String(goal.kept),
  }))
}

function incidentLine(incident: IncidentView): Line {
  const { monitorId, name, openedAt, resolvedAt, lengthMs, failedRuns, acknowledged } = incident
  return {
    ...{ monitorId, name, openedAt: isoInstant(openedAt), lengthMs, failedRuns },
    resolvedAt: resolvedAt === undefined ? '' : isoInstant(resolvedAt),
    locations: incident.locations.join(' '),
    reasons: incident.reasons.map(({ reason }) => reason).join(' '),
    acknowledgedAt: acknowledged && isoInstant(acknowledged.at),
    note: acknowledged?.note,
  }
}

function countsOf(figures: Pick<Figures, (typeof COUNTS)[number]>): Line {
  const { availability, runs, ok, failed, p50Ms, p95Ms } = figures
  return { availability, runs, ok, failed, p50Ms: whole(p50Ms), p95Ms: whole(p95Ms) }
}

function whole(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms)
}
