import { type EpochHour, cellOf, epochHourOf } from '../../../core/history/hour-counts.ts'
import { SUMMARY_DAYS, cellsByHour } from '../../../core/history/summary.ts'
import { type StripCell, foldCells } from '../../../core/history/views/strip.ts'
import { calendarSpans } from '../../../core/history/views/zone-spans.ts'
import { DAY, type EpochMs, HOUR } from '../../../core/time/units.ts'
import type { Clock } from '../../ports/clock.ts'
import type { StateStore } from '../../ports/stores/monitor-states.ts'
import type { SummaryStore } from '../../ports/stores/summaries.ts'

export interface StripsQuestion {
  /** At most 100. */
  monitorIds: readonly string[]
  /** Days are the zone's. */
  by: 'hour' | 'day'
  /** How many hours or days, the last of which holds now: 1 to 2,160 hours, 1 to 90 days. */
  count: number
  /** An IANA time zone; default UTC. */
  zone?: string
}

export interface Strips {
  /** When each cell begins, oldest first. */
  starts: readonly EpochMs[]
  /** By monitor; as many as `starts`. */
  strips: Readonly<Record<string, readonly StripCell[]>>
}

export interface StripsPorts {
  clock: Pick<Clock, 'now'>
  runs: Pick<StateStore, 'findStates'> & Pick<SummaryStore, 'findSummaries'>
}

/** Monitors of one question, at the most. */
const MOST_STRIPS = 100

/**
 * Reads one summary and one state a monitor. Cells are made of whole hours, in UTC: one that a zone cuts in two
 * is in the day that holds its middle. Throws a `RangeError` of too many monitors, hours or days.
 */
export async function strips(question: StripsQuestion, { clock, runs }: StripsPorts): Promise<Strips> {
  const { monitorIds, by, count, zone = 'UTC' } = question
  if (monitorIds.length > MOST_STRIPS) throw new RangeError(`${MOST_STRIPS} monitors at most`)
  const most = by === 'day' ? SUMMARY_DAYS : SUMMARY_DAYS * 24
  if (count < 1 || count > most) throw new RangeError(`1 to ${most} ${by}s`)
  const spans = spansUpTo(clock.now(), by, count, zone)
  const [summaries, states] = await Promise.all([runs.findSummaries(monitorIds), runs.findStates(monitorIds)])
  const stripOf = (monitorId: string) => {
    // As the nights have summed it up, and since then as the state has it.
    const summed = cellsByHour(summaries.get(monitorId))
    const recent = states.get(monitorId)?.recentHours ?? {}
    const cellAt = (hour: EpochHour) => summed(hour) ?? cellOf(recent[hour] ?? {})
    return spans.map(({ hours }) => foldCells(hours.map(cellAt)))
  }
  return {
    starts: spans.map(({ from }) => from),
    strips: Object.fromEntries(monitorIds.map((monitorId) => [monitorId, stripOf(monitorId)])),
  }
}

/** The last so many, each with the hours whose middle it holds. */
function spansUpTo(now: EpochMs, by: 'hour' | 'day', count: number, zone: string) {
  const end = (epochHourOf(now) + 1) * HOUR
  if (by === 'hour') {
    const first = epochHourOf(now) - count + 1
    return Array.from({ length: count }, (_, index) => ({
      from: (first + index) * HOUR,
      hours: [first + index],
    }))
  }
  // Two days more than asked for, of which the first is cut: days may have 25 hours.
  const days = calendarSpans({ from: end - (count + 2) * DAY, to: end }, 'day', zone).slice(-count)
  return days.map(({ from, to }) => ({ from, hours: hoursIn(from, to) }))
}

function hoursIn(from: EpochMs, to: EpochMs): EpochHour[] {
  const first = Math.ceil((from - HOUR / 2) / HOUR)
  const last = Math.ceil((to - HOUR / 2) / HOUR) - 1
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
