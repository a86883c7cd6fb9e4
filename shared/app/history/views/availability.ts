import { addTallies } from '../../../core/history/tally.ts'
import { type Figures, figuresOf } from '../../../core/history/views/figures.ts'
import type { CalendarUnit } from '../../../core/history/views/zone-spans.ts'
import { REASONS, type Reason } from '../../../core/run/statuses.ts'
import { DAY, type EpochMs } from '../../../core/time/units.ts'
import { reasonWords } from '../../../core/wording/words/reason-words.ts'
import type { PiecesPorts } from './counted-pieces.ts'
import { type TalliedSpan, talliedSpans, tallyByLocation } from './charts/tallied-spans.ts'

/** The longest span that is asked about. */
export const MOST_DAYS = 400

/** More is asked about than a view tells. */
export class SpanTooLong extends Error {
  override readonly name = 'SpanTooLong'

  constructor() {
    super(`expected a span of at most ${MOST_DAYS} days`)
  }
}

export interface AvailabilityQuestion {
  from: EpochMs
  /** Outside of the span, which is 400 days at most. */
  to: EpochMs
  /** What the rows are; of `reason` and `location` there are none, for these always stand there. */
  by: 'hour' | 'day' | 'month' | 'reason' | 'location'
  /** An IANA time zone, whose hours, days and months count; default UTC. */
  zone?: string
}

/** One hour, day or month of the zone, as far as it is in the span. */
export interface AvailabilityRow {
  /** As `2026-01-05T13`, `2026-01-05`, `2026-01`. */
  name: string
  from: EpochMs
  to: EpochMs
  figures: Figures
}

export interface ReasonRow {
  reason: Reason
  words: string
  runs: number
}

/** Runs count where they were scheduled: at or after `from`, before `to`. */
export interface Availability extends Required<AvailabilityQuestion> {
  monitorId: string
  total: Figures
  /** Oldest first; those without any run stand there too. */
  rows: readonly AvailabilityRow[]
  locations: Readonly<Record<string, Figures>>
  /** The most frequent first. */
  reasons: readonly ReasonRow[]
}

/**
 * Reads the days of the span; of days without an item, and of hours that the zone or the span cuts in two, the
 * runs. Throws `SpanTooLong`.
 */
export async function availability(
  monitorId: string,
  { from, to, by, zone = 'UTC' }: AvailabilityQuestion,
  ports: PiecesPorts,
): Promise<Availability> {
  if (to - from > MOST_DAYS * DAY) throw new SpanTooLong()
  const tallied = await talliedSpans(monitorId, { from, to }, { unit: unitOf(by), zone }, ports)
  const locations = tallyByLocation(tallied.flatMap((row) => [...row.locations]))
  const total = figuresOf(addTallies([...locations.values()]))
  return {
    monitorId,
    from,
    to,
    by,
    zone,
    total,
    rows: by === 'reason' || by === 'location' ? [] : tallied.map(rowOf),
    locations: Object.fromEntries([...locations].map(([location, tally]) => [location, figuresOf(tally)])),
    reasons: reasonRows(total),
  }
}

/** Where no rows are asked for, months are as good as any. */
function unitOf(by: AvailabilityQuestion['by']): CalendarUnit {
  return by === 'hour' || by === 'day' ? by : 'month'
}

function rowOf({ name, from, to, locations }: TalliedSpan): AvailabilityRow {
  return { name, from, to, figures: figuresOf(addTallies([...locations.values()])) }
}

function reasonRows({ reasons }: Figures): ReasonRow[] {
  const later = (Object.keys(reasons) as Reason[]).filter((reason) => !REASONS.includes(reason)).sort()
  return [...REASONS, ...later]
    .flatMap((reason) => {
      const runs = reasons[reason]
      return runs ? [{ reason, words: reasonWords(reason), runs }] : []
    })
    .sort((a, b) => b.runs - a.runs)
}
