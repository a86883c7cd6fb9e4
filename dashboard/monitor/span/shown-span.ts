import { DAY, type EpochMs, HOUR, MINUTE, type Millis, isoInstant } from '../../../shared/core/time/units.ts'

/** Spans that end now, by the names that stand in the address. */
export const SPANS = {
  '2h': 2 * HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
  '90d': 90 * DAY,
  '1y': 365 * DAY,
} as const

export type SpanName = keyof typeof SPANS

/** What every chart of the page shows: from `from` to before `to`. */
export interface ShownSpan {
  from: EpochMs
  to: EpochMs
  /** Absent of one that was chosen by hand, which stays where it is. */
  name?: SpanName
}

const SHORTEST: Millis = 10 * MINUTE
const LONGEST: Millis = 400 * DAY

/** The span of the address: `from` and `to`, or `span`, else the one by default. */
export function spanIn(query: URLSearchParams, now: EpochMs, byDefault: SpanName): ShownSpan {
  const [from, to] = [query.get('from'), query.get('to')].map((text) => Date.parse(text ?? ''))
  if (from !== undefined && to !== undefined && from < to) return fitting({ from, to }, now)
  const asked = query.get('span') as SpanName | null
  const name = asked && asked in SPANS ? asked : byDefault
  return { from: now - SPANS[name], to: now, name }
}

/** The same as fields of the address; what was zoomed into keeps the span that it is a part of. */
export function inAddress({ from, to, name }: ShownSpan): Readonly<Record<string, string | undefined>> {
  if (name) return { span: name, from: undefined, to: undefined }
  return { from: shortInstant(from), to: shortInstant(to) }
}

/** What history shows: at least a day, so that an hour has neighbours. */
export function historySpan(span: ShownSpan, now: EpochMs): ShownSpan {
  const middle = (span.from + span.to) / 2
  if (span.to - span.from >= DAY) return span
  if (span.name) return { from: now - DAY, to: now, name: '24h' }
  return fitting({ from: middle - DAY / 2, to: middle + DAY / 2 }, now)
}

/** The same as fields of a question: what ends now has no end, so that the answer holds what came meanwhile. */
export function inQuestion({ from, to, name }: ShownSpan): { from: string; to?: string } {
  return { from: isoInstant(from), ...(!name && { to: isoInstant(to) }) }
}

/** `factor` below 1: nearer, around `at`; never into the future. */
export function zoomed({ from, to }: ShownSpan, factor: number, at: EpochMs, now: EpochMs): ShownSpan {
  const length = Math.min(LONGEST, Math.max(SHORTEST, (to - from) * factor))
  const start = at - ((at - from) / (to - from)) * length
  return fitting({ from: start, to: start + length }, now)
}

/** `part`: of its length, below 0 into the past. */
export function panned({ from, to }: ShownSpan, part: number, now: EpochMs): ShownSpan {
  const by = (to - from) * part
  return fitting({ from: from + by, to: to + by }, now)
}

/** As long as it may be, and pushed back out of the future. */
export function fitting({ from, to }: ShownSpan, now: EpochMs): ShownSpan {
  const length = Math.min(LONGEST, Math.max(SHORTEST, to - from))
  const end = Math.round(Math.min(now, Math.max(to, from + length)))
  return { from: Math.round(end - length), to: end }
}

/** Whether runs show a monitor that has been there for less than two hours: most of a day would be empty. */
export function usualSpan(hours: readonly number[]): SpanName {
  const first = hours.findIndex((cell) => cell !== 0)
  return first >= hours.length - 2 ? '2h' : '24h'
}

/** Seconds are enough in an address. */
function shortInstant(at: EpochMs): string {
  return isoInstant(at).replace(/(?::00)?\.\d+Z$/, 'Z')
}
