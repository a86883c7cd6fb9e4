import { writtenTags } from '../../../../core/definition/written-windows.ts'
import { type GoalVerdict, goalVerdict, goalWords } from '../../../../core/history/views/goal.ts'
import { type IsoMonth, monthOf, monthStart } from '../../../../core/time/iso-day.ts'
import { span } from '../../../../core/wording/words/figures.ts'
import { type MonthFigures, type MonthsPorts, monthsOfAll } from '../months-of-all.ts'

export interface MonthQuestion {
  /** In UTC, as `2026-11`. */
  month: IsoMonth
  /** Only monitors that have it now. */
  tag?: string
  /** From 0 to 1. */
  goal?: number
}

/** A month and the one before it; a month without runs is absent. */
export interface ReportedMonths {
  figures?: MonthFigures
  before?: MonthFigures
  goal?: GoalVerdict
}

/** What a month came to, as the nights have summed it up. */
export interface MonthReport extends MonthQuestion, Pick<ReportedMonths, 'before'> {
  zone: 'UTC'
  /** As `2026-11: 99.94 % of 172,800 runs were OK; 2 incidents, down for 31 min.` */
  sentence: string
  total: MonthFigures
  verdict?: GoalVerdict
  /** By name. */
  monitors: readonly (ReportedMonths & {
    monitorId: string
    name: string
    /** The newest day, in UTC, that is counted. */
    lastDay?: string
  })[]
}

/** Reads the rows, and one summary a monitor; months before the last 13 are empty. */
export async function monthReport(question: MonthQuestion, ports: MonthsPorts): Promise<MonthReport> {
  const { month, tag, goal } = question
  const monthBefore = monthOf(monthStart(month, 1))
  const hasTag = ({ definition }: { definition: Readonly<Record<string, unknown>> }) =>
    tag === undefined || writtenTags(definition).includes(tag)
  const answer = await monthsOfAll([monthBefore, month], ports, hasTag)
  const monthsOf = (months: Readonly<Record<string, MonthFigures>>): ReportedMonths => {
    const { [month]: figures, [monthBefore]: before } = months
    return {
      ...(figures && { figures }),
      ...(before && { before }),
      ...(figures && goal !== undefined && { goal: goalVerdict(figures, goal) }),
    }
  }
  const { figures: total, goal: verdict, before } = monthsOf(answer.total)
  if (!total) throw new Error(`the month ${month} was asked for and not answered`)
  return {
    ...question,
    zone: 'UTC',
    sentence: sentenceOf(total, question),
    total,
    ...(before && { before }),
    ...(verdict && { verdict }),
    monitors: answer.monitors.map(({ months, ...monitor }) => ({ ...monitor, ...monthsOf(months) })),
  }
}

function sentenceOf(
  { availabilityText, runs, ok, incidents, downMs }: MonthFigures,
  { month, goal }: MonthQuestion,
): string {
  if (runs === 0) return `${month}: no counted runs.`
  const kept = goal === undefined ? '' : `; ${goalWords({ ok, runs }, goal)}`
  const count = incidents === 1 ? '1 incident' : `${incidents} incidents`
  const down = downMs > 0 ? `, down for ${span(downMs)}` : ''
  return `${month}: ${availabilityText} of ${runs.toLocaleString('en')} runs were OK${kept}; ${count}${down}.`
}
