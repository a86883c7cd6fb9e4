import { type Tally, addTallies } from '../../../../core/history/tally.ts'
import type { Reader } from '../../../../core/history/views/time-words.ts'
import { clockTimeAt } from '../../../../core/maintenance/clock-time.ts'
import { DAY, type EpochMs, HOUR } from '../../../../core/time/units.ts'
import { inParallel } from '../../../concurrency/in-parallel.ts'
import { tallyByLocation } from '../charts/tallied-spans.ts'
import { type Piece, type PiecesPorts, countedPieces } from '../counted-pieces.ts'
import type { TwoMonths } from './reported.ts'

/** What the runs of some monitors came to. */
export interface MonthsByDays {
  monitors: ReadonlyMap<string, { month: Tally; before: Tally }>
  /** All of them in the month. */
  locations: ReadonlyMap<string, Tally>
  /** By hour of the day in the zone, 0 to 23; those without runs stand there too. */
  hours: readonly Tally[]
}

/** What the month came to at one location in one hour of the day. */
interface Part {
  location: string
  hour: number
  tally: Tally
}

const AT_ONCE = 8

/** Reads the days of both months of each monitor, up to now, and the runs of today. */
export async function monthsByDays(
  monitorIds: readonly string[],
  { before, month }: TwoMonths,
  { now, zone }: Reader,
  ports: PiecesPorts,
): Promise<MonthsByDays> {
  const hourAt = hoursOfDay(zone)
  const span = { from: before.from, to: Math.max(before.from, Math.min(month.to, now)) }
  const cuts = [span.from, month.from, span.to]
  const monitors = new Map<string, { month: Tally; before: Tally }>()
  const all: Part[] = []
  const failures = await inParallel(monitorIds, AT_ONCE, async (monitorId) => {
    const pieces = await countedPieces(monitorId, span, cuts, ports)
    const [past, present] = [
      pieces.filter(({ at }) => at < month.from),
      pieces.filter(({ at }) => at >= month.from),
    ]
    const parts = partsOf(present, hourAt)
    all.push(...parts)
    monitors.set(monitorId, { month: sumOf(parts), before: sumOf(past) })
  })
  for (const error of failures.values()) throw error
  const byHour = Map.groupBy(all, ({ hour }) => hour)
  return {
    monitors,
    locations: tallyByLocation(all.map(({ location, tally }) => [location, tally])),
    hours: Array.from({ length: 24 }, (_, hour) => sumOf(byHour.get(hour) ?? [])),
  }
}

function partsOf(pieces: readonly Piece[], hourAt: (at: EpochMs) => number): Part[] {
  const grouped = Map.groupBy(pieces, ({ location, at }) => `${hourAt(at)} ${location}`)
  return [...grouped.values()].flatMap((those) => {
    const [first] = those
    return first ? [{ location: first.location, hour: hourAt(first.at), tally: sumOf(those) }] : []
  })
}

function sumOf(counted: readonly { tally: Tally }[]): Tally {
  return addTallies(counted.map(({ tally }) => tally))
}

/** The hour of the day in the zone: of each hour in UTC, as days are counted by, that in which its middle lies. */
function hoursOfDay(zone: string): (at: EpochMs) => number {
  const known = new Map<EpochMs, number>()
  return (at) => {
    const middle = at - (at % HOUR) + HOUR / 2
    const hour = known.get(middle) ?? Math.floor((clockTimeAt(zone, middle) % DAY) / HOUR)
    known.set(middle, hour)
    return hour
  }
}
