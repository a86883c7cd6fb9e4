import type { PhaseTimes } from '../../../../core/history/phase-times.ts'
import { BUCKET_BOUNDS, percentile, roundTripCount } from '../../../../core/history/round-trip-times.ts'
import { type Tally, addTallies } from '../../../../core/history/tally.ts'
import { figuresOf } from '../../../../core/history/views/figures.ts'
import type { Span } from '../../../../core/history/views/zone-spans.ts'
import { type RunResult, measuredRoundTripMs } from '../../../../core/run/run.ts'
import { timeOfPart } from '../../../../core/run/slow-parts.ts'
import { DAY, type EpochMs, type Millis } from '../../../../core/time/units.ts'
import type { PiecesPorts } from '../counted-pieces.ts'
import { type PhasesPorts, phasesOfDays } from './phases-of-days.ts'
import { type RunsPorts, isFailure, runsThatFit } from '../runs.ts'
import { type TalliedSpan, talliedSpans } from './tallied-spans.ts'

/** Runs that are shown one by one, at the most. */
export const MOST_POINTS = 4000

export interface RoundTripsQuestion extends Span {
  /** More runs than this are told in columns: 1 to 4,000, the default. */
  points?: number
  /** Names as `smtp.connect`, `transit`: what each of these took is told too. Columns are then days in UTC. */
  phases?: readonly string[]
  location?: string
  /** An IANA time zone, whose hours or days columns are; default UTC. */
  zone?: string
}

/** A run whose message came back. */
export interface RoundTripPoint {
  runId: string
  /** When it was scheduled. */
  at: EpochMs
  location: string
  roundTripMs: Millis
  /** Those that were asked about and reached. */
  phases?: Readonly<Record<string, Millis>>
}

/** A run that availability counts as failed. */
export interface FailedPoint extends Pick<RunResult, 'runId' | 'location' | 'outcome' | 'status' | 'reason'> {
  at: EpochMs
  /** Its message came after all, so long after it was sent. */
  lateByMs?: Millis
}

export interface RoundTripColumn extends Span {
  /** Those that availability counts, and those of them that failed. */
  runs: number
  failed: number
  /** Of those that came back; absent where none did. */
  roundTripMs?: {
    count: number
    min: Millis
    max: Millis
    p50: Millis
    p95: Millis
    /** How many there are of each bucket, by its number; see `bounds`. */
    buckets: Readonly<Record<number, number>>
  }
  phases?: Readonly<Record<string, PhaseTimes>>
}

export type RoundTrips = Span & {
  monitorId: string
  /** One by one whatever the kind, newest first, at most `points`. */
  failures: readonly FailedPoint[]
  /** There are older ones in the span. */
  moreFailures?: true
} & (
    | {
        kind: 'runs'
        /** Oldest first. */
        points: readonly RoundTripPoint[]
      }
    | {
        kind: 'columns'
        by: 'hour' | 'day'
        zone: string
        /** Ms: bucket 0 lies below the first, bucket i below bounds[i], the last one above them all. */
        bounds: readonly Millis[]
        /** Oldest first; those without a run stand there too. */
        columns: readonly RoundTripColumn[]
      }
  )

export type RoundTripsPorts = PiecesPorts & RunsPorts & PhasesPorts

/** Columns are hours up to so long a span. */
const LONGEST_BY_HOUR = 31 * DAY

/**
 * Scheduled runs outside of maintenance. Reads what availability of the span reads and then the runs, if there
 * are at most `points`; else the hours that hold a failure.
 */
export async function roundTrips(
  monitorId: string,
  question: RoundTripsQuestion,
  ports: RoundTripsPorts,
): Promise<RoundTrips> {
  const { phases, location, points = MOST_POINTS } = question
  const by = phases || question.to - question.from > LONGEST_BY_HOUR ? 'day' : 'hour'
  const zone = phases ? 'UTC' : (question.zone ?? 'UTC')
  const span = { from: question.from, to: question.to }
  const tallied = await talliedSpans(monitorId, span, { unit: by, zone }, ports)
  const columns = tallied.map((one) => columnOf(one, location))
  const count = columns.reduce((sum, { runs }) => sum + runs, 0)
  if (count <= points) return { monitorId, ...span, ...(await runByRun(monitorId, question, ports)) }

  const filter = { ...span, failed: true, ...(location !== undefined && { location }) } as const
  const failures: FailedPoint[] = []
  for await (const run of runsThatFit(monitorId, filter, points + 1, ports)) failures.push(failedPoint(run))
  const times = phases && (await phasesOfDays(monitorId, span, { phases, location }, ports))
  return {
    ...{ monitorId, ...span, kind: 'columns', by, zone, bounds: BUCKET_BOUNDS },
    columns: columns.map((column) => ({ ...column, ...(times && { phases: times(column.from) }) })),
    failures: failures.slice(0, points),
    ...(failures.length > points && { moreFailures: true }),
  }
}

async function runByRun(
  monitorId: string,
  { from, to, phases, location }: RoundTripsQuestion,
  ports: RoundTripsPorts,
) {
  const points: RoundTripPoint[] = []
  const failures: FailedPoint[] = []
  for await (const run of ports.runs.resultsBackwards(monitorId, { from, before: to, pageSize: 1000 })) {
    if (run.location !== (location ?? run.location)) continue
    if (isFailure(run)) failures.push(failedPoint(run))
    else points.push(...pointOf(run, phases))
  }
  return { kind: 'runs', points: points.reverse(), failures } as const
}

function pointOf(run: RunResult, phases?: readonly string[]): RoundTripPoint[] {
  const { runId, scheduledAt: at, location, trigger, maintenance } = run
  const roundTripMs = measuredRoundTripMs(run)
  if (roundTripMs === undefined || trigger !== 'schedule' || maintenance) return []
  const times = phases?.flatMap((name) => {
    const ms = timeOfPart(name, run)
    return ms === undefined ? [] : [[name, ms] as const]
  })
  return [{ runId, at, location, roundTripMs, ...(times && { phases: Object.fromEntries(times) }) }]
}

function failedPoint({ runId, scheduledAt, location, outcome, status, reason, lateArrival }: RunResult) {
  return {
    ...{ runId, at: scheduledAt, location, outcome, status },
    ...(reason && { reason }),
    ...(lateArrival && { lateByMs: lateArrival.delayMs }),
  }
}

function columnOf({ from, to, locations }: TalliedSpan, location: string | undefined): RoundTripColumn {
  const asked = location === undefined ? [...locations.values()] : [locations.get(location) ?? []].flat()
  const tally = addTallies(asked)
  const { runs, failed } = figuresOf(tally)
  return { from, to, runs, failed, ...timesOf(tally) }
}

function timesOf({ roundTripMs: times }: Tally): Pick<RoundTripColumn, 'roundTripMs'> {
  if (!times) return {}
  const { min, max, buckets } = times
  const percentiles = { p50: percentile(times, 0.5), p95: percentile(times, 0.95) }
  return { roundTripMs: { count: roundTripCount(times), min, max, ...percentiles, buckets } }
}
