import type { DayItem } from '../../../core/history/day.ts'
import { type EpochHour, cellOf, epochHourOf } from '../../../core/history/hour-counts.ts'
import { cellsByHour } from '../../../core/history/summary.ts'
import { type Tally, countOf } from '../../../core/history/tally.ts'
import { type Span, calendarSpans, spansOfHours } from '../../../core/history/views/zone-spans.ts'
import { isoDayOf } from '../../../core/time/iso-day.ts'
import { HOUR } from '../../../core/time/units.ts'
import type { DayStore } from '../../ports/stores/days.ts'
import type { StateStore } from '../../ports/stores/monitor-states.ts'
import type { SummaryStore } from '../../ports/stores/summaries.ts'
import type { RunsFilter } from './runs-filter.ts'

export interface HoldingPorts {
  runs: Pick<DayStore, 'findDays'> & Pick<StateStore, 'findStates'> & Pick<SummaryStore, 'findSummaries'>
}

/** Whether the hour may hold such a run; `undefined`: that is not told here. */
type Told = (hour: EpochHour) => boolean | undefined

/**
 * The parts of the span that may hold a run of the filter, the newest first: month by month as they are asked
 * for, without the hours whose counts hold none.
 */
export async function* spansHolding(
  monitorId: string,
  span: Span,
  filter: RunsFilter,
  ports: HoldingPorts,
): AsyncGenerator<Span> {
  if (!isCounted(filter)) {
    yield span
    return
  }
  const { told, isClean } = filter.failed ? await toldOfFailures(monitorId, ports) : TOLD_NOTHING
  for (const month of calendarSpans(span, 'month', 'UTC').reverse()) {
    const hours = hoursOf(month)
    const untold = hours.filter((hour) => told(hour) === undefined)
    const counted = isClean(month.name) ? () => false : await toldByDays(monitorId, untold, filter, ports)
    const holding = hours.filter((hour) => told(hour) ?? counted(hour)).map((hour) => hour * HOUR)
    for (const { from, to } of spansOfHours(holding).reverse()) {
      yield { from: Math.max(from, span.from), to: Math.min(to, span.to) }
    }
  }
}

/** Whether tallies tell anything of it: runs on demand are in none. */
function isCounted({ failed, outcome, reason, trigger }: RunsFilter): boolean {
  return (
    trigger !== 'on-demand' &&
    (failed === true || outcome !== undefined || reason !== undefined || trigger === 'recheck')
  )
}

const TOLD_NOTHING = { told: (): undefined => undefined, isClean: () => false }

/**
 * By the hours of the summary and, since the last night, of the state; both count what failed alone. Where one
 * of them cannot be read, the days tell.
 */
async function toldOfFailures(
  monitorId: string,
  { runs }: HoldingPorts,
): Promise<{ told: Told; isClean(month: string): boolean }> {
  const ids = [monitorId]
  const [summaries, states] = await Promise.all([runs.findSummaries(ids), runs.findStates(ids)])
  const summary = summaries.get(monitorId)
  const summed = cellsByHour(summary)
  const recent = states.get(monitorId)?.recentHours ?? {}
  const firstRecent = Math.min(...Object.keys(recent).map(Number))
  return {
    told(hour) {
      const cell = summed(hour) ?? (hour >= firstRecent ? cellOf(recent[hour] ?? {}) : undefined)
      return cell === undefined ? undefined : isFailed(cell)
    },
    isClean(month) {
      const sum = summary?.months[month]
      // The month that goes on is summed up to the last night alone.
      return sum !== undefined && sum.runs === sum.ok && month < (summary?.lastDay ?? '').slice(0, 7)
    },
  }
}

function isFailed(cell: number): boolean {
  return cell >= 3 && cell <= 7
}

/** By the items of these hours' days; a day without one may hold anything. */
async function toldByDays(
  monitorId: string,
  hours: readonly EpochHour[],
  filter: RunsFilter,
  { runs }: HoldingPorts,
): Promise<(hour: EpochHour) => boolean> {
  const [first] = hours
  const last = hours.at(-1)
  if (first === undefined || last === undefined) return () => false
  const days = await runs.findDays(monitorId, isoDayOf(first * HOUR), isoDayOf(last * HOUR))
  const items = new Map(days.map((item) => [item.day, item]))
  return (hour) => {
    const item = items.get(isoDayOf(hour * HOUR))
    return item === undefined || talliesAt(hour, item, filter).some((tally) => mayHold(tally, filter))
  }
}

function talliesAt(hour: EpochHour, { locations }: DayItem, { location }: RunsFilter): Tally[] {
  const asked = location === undefined ? Object.values(locations) : [locations[location] ?? {}]
  return asked.flatMap((hours) => hours[hour % 24] ?? [])
}

/** Runs that a tally counts apart may have come to anything. */
function mayHold(tally: Tally, { failed, outcome, reason, trigger }: RunsFilter): boolean {
  const { 0: ok = 0, 90: inconclusive = 0 } = tally.runs
  const failures = countOf(tally.runs) - ok - inconclusive
  if (failed) return failures > 0
  const { maintenance, untried = 0, warnings = {}, reasons, late, lost } = tally
  if (maintenance > 0 || untried > 0 || countOf(tally.rechecks) > 0 || warnings['recheck-passed']) return true
  if (trigger === 'recheck') return false
  // Days from before reasons were counted hold failures without any.
  if (reason !== undefined) return reasons ? (reasons[reason] ?? 0) > 0 : failures + inconclusive > 0
  if (outcome === undefined) return true
  return { delivered: ok, inconclusive, lost: lost + late, failed: failures - lost - late }[outcome] > 0
}

function hoursOf({ from, to }: Span): EpochHour[] {
  const first = epochHourOf(from)
  return Array.from({ length: epochHourOf(to - 1) - first + 1 }, (_, index) => first + index)
}
