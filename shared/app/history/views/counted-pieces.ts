import type { DayItem } from '../../../core/history/day.ts'
import { type Tally, runsIn, tallyOf } from '../../../core/history/tally.ts'
import { type Span, spansOfHours } from '../../../core/history/views/zone-spans.ts'
import type { RunResult } from '../../../core/run/run.ts'
import { isoDayOf } from '../../../core/time/iso-day.ts'
import { DAY, type EpochMs, HOUR } from '../../../core/time/units.ts'
import { inParallel } from '../../concurrency/in-parallel.ts'
import type { DayStore } from '../../ports/stores/days.ts'
import type { ResultHistory } from './view-ports.ts'

/** What the runs of one location came to that were scheduled in an hour, or a single one of them. */
export interface Piece {
  location: string
  /** It counts where this lies. */
  at: EpochMs
  tally: Tally
}

export interface PiecesPorts {
  runs: Pick<DayStore, 'findDays'> & ResultHistory
}

/** Ranges of runs that are read at the same time. */
const AT_ONCE = 8

/**
 * All runs of the span, counted: hours as the days have them, and run by run where a day has no item yet or
 * one of these instants cuts an hour in two. Results that have expired can no longer be told apart: then an
 * hour counts where its middle lies.
 */
export async function countedPieces(
  monitorId: string,
  span: Span,
  cuts: readonly EpochMs[],
  { runs }: PiecesPorts,
): Promise<Piece[]> {
  const days = await runs.findDays(monitorId, isoDayOf(span.from), isoDayOf(span.to - 1))
  const items = new Map(days.map((item) => [Date.parse(item.day), item]))
  const cutHours = new Set(cuts.filter((at) => at % HOUR !== 0).map((at) => at - (at % HOUR)))
  const read = new Map<EpochMs, RunResult[]>()
  await inParallel(spansOfHours(hoursToRead(span, items, cutHours)), AT_ONCE, async ({ from, to }) => {
    for await (const run of runs.resultsBackwards(monitorId, { from, before: to })) {
      const hour = run.scheduledAt - (run.scheduledAt % HOUR)
      read.set(hour, [...(read.get(hour) ?? []), run])
    }
  })
  const ofRuns = [...read].flatMap(([hour, results]) =>
    piecesOfRuns(results, items.get(hour - (hour % DAY)), hour),
  )
  const ofDays = days.flatMap((item) => piecesOfDay(item, cutHours, read))
  return [...ofDays, ...ofRuns]
    .filter(({ at }) => at >= span.from && at < span.to)
    .sort((a, b) => a.at - b.at)
}

/** Each hour of a day without an item, and each that is cut; in order. */
function hoursToRead(
  { from, to }: Span,
  items: ReadonlyMap<EpochMs, DayItem>,
  cutHours: ReadonlySet<EpochMs>,
) {
  const hours: EpochMs[] = []
  for (let hour = from - (from % HOUR); hour < to; hour += HOUR) {
    if (cutHours.has(hour) || !items.has(hour - (hour % DAY))) hours.push(hour)
  }
  return hours
}

function piecesOfRuns(results: readonly RunResult[], item: DayItem | undefined, hour: EpochMs): Piece[] {
  return results
    .filter((run) => !isHistory(item, run.location, hour, results))
    .map((run) => ({ location: run.location, at: run.scheduledAt, tally: tallyOf([run]) }))
}

function piecesOfDay(
  item: DayItem,
  cutHours: ReadonlySet<EpochMs>,
  read: ReadonlyMap<EpochMs, readonly RunResult[]>,
): Piece[] {
  const start = Date.parse(item.day)
  return Object.entries(item.locations).flatMap(([location, hours]) =>
    Object.entries(hours).flatMap(([number, tally]) => {
      const hour = start + Number(number) * HOUR
      if (!cutHours.has(hour)) return [{ location, at: hour, tally }]
      const expired = isHistory(item, location, hour, read.get(hour) ?? [])
      return expired ? [{ location, at: hour + HOUR / 2, tally }] : []
    }),
  )
}

/** The day counts more runs of the hour than there are results: some have expired. */
function isHistory(
  item: DayItem | undefined,
  location: string,
  hour: EpochMs,
  results: readonly RunResult[],
): boolean {
  const counted = item?.locations[location]?.[new Date(hour).getUTCHours()]
  return (
    counted !== undefined &&
    runsIn(counted) > runsIn(tallyOf(results.filter((run) => run.location === location)))
  )
}
