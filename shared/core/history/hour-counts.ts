import { type EpochMs, HOUR } from '../time/units.ts'
import { type Tally, countOf } from './tally.ts'

/** What the scheduled runs of one hour came to, all locations together; absent is 0. */
export interface HourCounts {
  ok?: number
  /** Of `ok`, those that were slow. */
  slow?: number
  failed?: number
  inconclusive?: number
  maintenance?: number
}

export function countsOf({ runs, slow = 0, maintenance }: Tally): HourCounts {
  const { 0: ok = 0, 90: inconclusive = 0, ...failures } = runs
  return withoutZeros({ ok, slow, failed: countOf(failures), inconclusive, maintenance })
}

export function addCounts(one: HourCounts = {}, other: HourCounts = {}): HourCounts {
  return withoutZeros({
    ok: (one.ok ?? 0) + (other.ok ?? 0),
    slow: (one.slow ?? 0) + (other.slow ?? 0),
    failed: (one.failed ?? 0) + (other.failed ?? 0),
    inconclusive: (one.inconclusive ?? 0) + (other.inconclusive ?? 0),
    maintenance: (one.maintenance ?? 0) + (other.maintenance ?? 0),
  })
}

function withoutZeros(counts: HourCounts): HourCounts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}

/** Whole hours since 1970-01-01T00Z. */
export type EpochHour = number

export function epochHourOf(at: EpochMs): EpochHour {
  return Math.floor(at / HOUR)
}

/**
 * An hour at a glance, as it is stored: 0 nothing, 1 up, 2 some slow, 3 to 7 the share that failed (up to 2 %,
 * 10 %, 50 %, below 100 %, all), 8 maintenance alone, 10 inconclusive alone.
 */
export type Cell = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10

export function cellOf({
  ok = 0,
  slow = 0,
  failed = 0,
  inconclusive = 0,
  maintenance = 0,
}: HourCounts): Cell {
  if (failed > 0) return failedCell(failed / (ok + failed))
  if (ok > 0) return slow > 0 ? 2 : 1
  if (inconclusive > 0) return 10
  return maintenance > 0 ? 8 : 0
}

/** Of a share above 0. */
export function failedCell(share: number): Cell {
  if (share === 1) return 7
  if (share > 0.5) return 6
  if (share > 0.1) return 5
  return share > 0.02 ? 4 : 3
}
