import type { MonthSum } from '../../../core/history/summary.ts'
import { percentText } from '../../../core/history/views/percent-text.ts'
import type { IsoDay } from '../../../core/time/iso-day.ts'
import type { MonitorRow, MonitorStore } from '../../ports/monitor-store.ts'
import type { SummaryStore } from '../../ports/stores/summaries.ts'
import { shownName } from './shown-name.ts'

export const { compare: byName } = new Intl.Collator('en')

/** A month, in UTC, of one monitor or of all. */
export interface MonthFigures extends MonthSum {
  /** From 0 to 1; absent where there were no runs. */
  availability?: number
  availabilityText: string
}

/** Months of every monitor at once, as the nights have summed them up. */
export interface MonthsOfAll {
  /** As `2026-01`, oldest first. */
  months: readonly string[]
  /** By month. */
  total: Readonly<Record<string, MonthFigures>>
  monitors: readonly {
    monitorId: string
    name: string
    /** The newest day that is in its sums; absent: none is. */
    lastDay?: IsoDay
    /** By month; one without runs is absent. */
    months: Readonly<Record<string, MonthFigures>>
  }[]
}

export interface MonthsPorts {
  monitors: Pick<MonitorStore, 'list'>
  runs: Pick<SummaryStore, 'findSummaries'>
}

/** Reads the rows, and one summary a monitor. Of months before the last 13 nothing is known here. */
export async function monthsOfAll(
  months: readonly string[],
  { monitors, runs }: MonthsPorts,
  isAsked: (row: MonitorRow) => boolean = () => true,
): Promise<MonthsOfAll> {
  const rows = (await monitors.list()).filter(isAsked)
  const summaries = await runs.findSummaries(rows.map(({ monitorId }) => monitorId))
  const asked = [...months].sort()
  const of = (sums: Readonly<Record<string, MonthSum>>) =>
    Object.fromEntries(asked.flatMap((month) => (sums[month] ? [[month, monthFigures(sums[month])]] : [])))
  const listed = rows.map((row) => {
    const { lastDay, months: sums = {} } = summaries.get(row.monitorId) ?? {}
    return { ...shownName(row), ...(lastDay !== undefined && { lastDay }), months: of(sums) }
  })
  const totals = asked.map((month) => [
    month,
    monthFigures(addMonths([...summaries.values()].flatMap((summary) => summary.months[month] ?? []))),
  ])
  return {
    months: asked,
    total: Object.fromEntries(totals) as MonthsOfAll['total'],
    monitors: listed.sort((a, b) => byName(a.name, b.name)),
  }
}

export function monthFigures<Sum extends MonthSum>(sum: Sum): Sum & MonthFigures {
  const { runs, ok } = sum
  return { ...sum, ...(runs > 0 && { availability: ok / runs }), availabilityText: percentText(sum) }
}

export function addMonths(sums: readonly MonthSum[]): MonthSum {
  const none = { runs: 0, ok: 0, downMs: 0, incidents: 0 }
  return sums.reduce<MonthSum>(
    (one, other) => ({
      runs: one.runs + other.runs,
      ok: one.ok + other.ok,
      downMs: one.downMs + other.downMs,
      incidents: one.incidents + other.incidents,
    }),
    none,
  )
}
