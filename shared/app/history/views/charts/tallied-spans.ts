import { type Tally, addTallies } from '../../../../core/history/tally.ts'
import {
  type CalendarSpan,
  type CalendarUnit,
  type Span,
  calendarSpans,
} from '../../../../core/history/views/zone-spans.ts'
import { type Piece, type PiecesPorts, countedPieces } from '../counted-pieces.ts'

/** What the runs of an hour, a day or a month came to. */
export interface TalliedSpan extends CalendarSpan {
  locations: ReadonlyMap<string, Tally>
}

/** The hours, days or months of the span, oldest first; reads what `countedPieces` reads. */
export async function talliedSpans(
  monitorId: string,
  span: Span,
  { unit, zone }: { unit: CalendarUnit; zone: string },
  ports: PiecesPorts,
): Promise<TalliedSpan[]> {
  const spans = calendarSpans(span, unit, zone)
  const cuts = [span.from, ...spans.map(({ to }) => to)]
  return talliedBy(spans, await countedPieces(monitorId, span, cuts, ports))
}

/** Both are in order, and no piece lies outside of the spans. */
function talliedBy(spans: readonly CalendarSpan[], pieces: readonly Piece[]): TalliedSpan[] {
  let next = 0
  return spans.map((span) => {
    const first = next
    while (next < pieces.length && (pieces[next]?.at ?? Infinity) < span.to) next += 1
    const within = pieces.slice(first, next)
    return { ...span, locations: tallyByLocation(within.map(({ location, tally }) => [location, tally])) }
  })
}

export function tallyByLocation(tallies: readonly (readonly [string, Tally])[]): Map<string, Tally> {
  const grouped = [...Map.groupBy(tallies, ([location]) => location)].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(grouped.map(([location, those]) => [location, addTallies(those.map(([, tally]) => tally))]))
}
