import fc from 'fast-check'

import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import type { Incident } from '../../../shared/core/judging/state.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { DAY, type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, incident, lostResult } from '../../contracts/run-fixtures.ts'

const HOUR = 60 * MINUTE

const KINDS = {
  ok: {},
  slow: { slow: ['roundTrip'] },
  maintenance: { maintenance: true },
  failed: { status: 2, outcome: 'lost', reason: 'message-not-delivered' },
  inconclusive: { status: 90, outcome: 'inconclusive', reason: 'run-too-late' },
  corrected: { status: 2, outcome: 'lost', reason: 'message-not-delivered', warnings: ['recheck-passed'] },
  onDemand: { trigger: 'on-demand' },
} as const satisfies Record<string, Partial<RunResult>>
type Kind = keyof typeof KINDS

/** A run of a history, and how many nights after its day's its result was stored; 0: in time. */
export interface PastRun {
  result: RunResult
  kind: Kind
  lateNights: number
}

export interface Past {
  firstDay: EpochMs
  /** Whether each night, from that of the first day on, was made; the others are made up for in the end. */
  nights: readonly boolean[]
  runs: readonly PastRun[]
  incidents: readonly Incident[]
}

/** Some months of one monitor, which few runs make up: hours with several of them, and over month ends. */
export const arbitraryPast: fc.Arbitrary<Past> = fc
  .record({
    firstDay: fc.integer({ min: 0, max: 200 }).map((days) => Date.UTC(2025, 8, 1) + days * DAY),
    nights: fc.array(
      fc.nat(9).map((n) => n > 0),
      { minLength: 60, maxLength: 125 },
    ),
    drawn: fc.array(
      fc.record({
        hour: fc.nat(125 * 24),
        minute: fc.nat(11).map((n) => n * 5),
        location: fc.constantFrom('eu-west-1', 'us-east-1'),
        kind: fc.constantFrom(...(Object.keys(KINDS) as Kind[])),
        lateNights: fc.oneof(fc.constant(0), fc.nat(20)),
      }),
      { minLength: 5, maxLength: 60 },
    ),
    outages: fc.array(
      fc.record({ gap: fc.integer({ min: 1, max: 700 }), length: fc.integer({ min: 1, max: 900 }) }),
      {
        maxLength: 8,
      },
    ),
    isOpen: fc.boolean(),
  })
  .map(({ firstDay, nights, drawn, outages, isOpen }) => ({
    firstDay,
    nights,
    runs: uniqueRuns(
      drawn.map(({ hour, minute, location, kind, lateNights }) => {
        const day = Math.floor(hour / 24) % nights.length
        const scheduledAt = firstDay + day * DAY + (hour % 24) * HOUR + minute * MINUTE
        const run = {
          monitorId: 'inbox',
          location,
          scheduledAt,
          trigger: 'schedule',
          ...KINDS[kind],
        } as const
        const named = { ...run, runId: runIdOf({ ...run, requestId: 'asked' }) }
        const result = 'status' in run ? lostResult(named) : deliveredResult(named)
        return { result, kind, lateNights: Math.min(lateNights, nights.length - 1 - day) }
      }),
    ),
    incidents: incidentsOf(firstDay - 40 * DAY, outages, isOpen),
  }))

function uniqueRuns(runs: readonly PastRun[]): PastRun[] {
  return [...new Map(runs.map((run) => [run.result.runId, run])).values()]
}

/** One after the other; the last may be open still. */
function incidentsOf(
  from: EpochMs,
  outages: readonly { gap: number; length: number }[],
  isOpen: boolean,
): Incident[] {
  let at = from
  return outages.map(({ gap, length }, index) => {
    const openedAt = at + gap * HOUR
    at = openedAt + length * HOUR
    const isLast = index === outages.length - 1
    return incident({ openedAt, ...(!(isLast && isOpen) && { resolvedAt: at }) })
  })
}

/** What the summary that ends with this day must say, counted straight from runs and incidents. */
export function modelOf(lastDay: EpochMs, { runs, incidents }: Pick<Past, 'runs' | 'incidents'>) {
  const end = lastDay + DAY
  const within = (from: EpochMs, to: EpochMs) =>
    runs
      .filter(({ result: { scheduledAt } }) => scheduledAt >= from && scheduledAt < to)
      .map(({ kind }) => kind)
  const hours = Array.from({ length: 90 * 24 }, (_, hour) => {
    const from = end - 90 * DAY + hour * HOUR
    return cell(within(from, from + HOUR))
  })
  const months = Array.from({ length: 13 }, (_, before) => {
    const { year, month } = {
      year: new Date(lastDay).getUTCFullYear(),
      month: new Date(lastDay).getUTCMonth(),
    }
    const from = Date.UTC(year, month - before)
    const to = Math.min(Date.UTC(year, month - before + 1), end)
    const kinds = within(from, to)
    const ok = kinds.filter((kind) => ['ok', 'slow', 'corrected'].includes(kind)).length
    const open = incidents.map(({ openedAt, resolvedAt = Infinity }) =>
      Math.max(0, Math.min(resolvedAt, to) - Math.max(openedAt, from)),
    )
    const sum = {
      runs: ok + kinds.filter((kind) => kind === 'failed').length,
      ok,
      downMs: open.reduce((all, ms) => all + ms, 0),
      incidents: incidents.filter(({ openedAt }) => openedAt >= from && openedAt < to).length,
    }
    return [new Date(from).toISOString().slice(0, 7), sum] as const
  })
  const told = months.filter(([, sum]) => sum.runs + sum.downMs + sum.incidents > 0)
  return { hours, months: Object.fromEntries(told) }
}

function cell(kinds: readonly Kind[]): number {
  const has = (...some: Kind[]) => kinds.filter((kind) => some.includes(kind)).length
  const [failed, ok] = [has('failed'), has('ok', 'slow', 'corrected')]
  if (failed > 0 && ok === 0) return 7
  if (failed > 0) return [0.02, 0.1, 0.5, 1].findIndex((most) => failed / (ok + failed) <= most) + 3
  if (has('slow') > 0) return 2
  if (ok > 0) return 1
  if (has('inconclusive') > 0) return 10
  return has('maintenance') > 0 ? 8 : 0
}
