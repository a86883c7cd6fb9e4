import type { MonthSum } from '../../../../core/history/summary.ts'
import type { Figures } from '../../../../core/history/views/figures.ts'
import { type GoalVerdict, goalVerdict } from '../../../../core/history/views/goal.ts'
import type { Span } from '../../../../core/history/views/zone-spans.ts'
import type { Millis } from '../../../../core/time/units.ts'
import { type MonthFigures, monthFigures } from '../months-of-all.ts'

/** Months that follow on one another; the later one is reported. */
export interface TwoMonths {
  before: Span
  month: Span
}

/** Round trips; absent where none was measured, and where only summaries were read. */
interface Pace {
  p50Ms?: Millis
  p95Ms?: Millis
}

/** A month of one monitor or of all. */
export interface ReportFigures extends MonthFigures, Pace {}

/** A month and the one before it; one without runs and incidents is absent. */
export interface ReportedMonths {
  figures?: ReportFigures
  before?: ReportFigures
  goal?: GoalVerdict
}

/** What only days tell. */
export interface ReportDetail {
  /** By name. */
  locations: readonly { location: string; figures: Figures }[]
  /** The 24 hours of the day in the zone; those without runs stand there too. */
  hours: readonly { hour: number; figures: Figures }[]
  /** Runs in no figure: made in a maintenance window, inconclusive, without the login that had been refused. */
  leftOut: Pick<Figures, 'maintenance' | 'inconclusive' | 'untried'>
}

/** All figures of a report, however they were found. */
export interface ReportedFigures {
  total: ReportedMonths
  /** By the ids of their rows. */
  monitors: ReadonlyMap<string, ReportedMonths>
  detail?: ReportDetail
}

/** `goal`: from 0 to 1. */
export function reportedMonths(
  sums: { month?: (MonthSum & Pace) | undefined; before?: (MonthSum & Pace) | undefined },
  goal: number | undefined,
): ReportedMonths {
  const [figures, before] = [sums.month, sums.before].map((sum) =>
    isEmpty(sum) ? undefined : monthFigures(sum),
  )
  return {
    ...(figures && { figures }),
    ...(before && { before }),
    ...(figures && goal !== undefined && { goal: goalVerdict(figures, goal) }),
  }
}

function isEmpty(sum: MonthSum | undefined): sum is undefined {
  return !sum || sum.runs + sum.incidents + sum.downMs === 0
}
