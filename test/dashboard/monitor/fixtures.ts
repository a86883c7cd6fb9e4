import type { RoundTrips } from '../../../dashboard/api/answers.ts'
import type { FailedStop } from '../../../dashboard/monitor/chart/stops.ts'

export const AT = Date.parse('2026-11-24T12:00:00Z')

const always = { monitorId: 'shop', from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' }

type Failure = RoundTrips['failures'][number]

export function failure(at: string, change: Partial<Failure> = {}): Failure {
  return { runId: `run-${at}`, at, location: 'eu', outcome: 'lost', status: 2, ...change }
}

export function runsAnswer(
  points: readonly [at: string, roundTripMs: number, phases?: Record<string, number>][],
  failures: Failure[] = [],
): Extract<RoundTrips, { kind: 'runs' }> {
  return {
    kind: 'runs',
    ...always,
    failures,
    points: points.map(([at, roundTripMs, phases]) => ({
      ...{ runId: `run-${at}`, at, location: 'eu', roundTripMs },
      ...(phases && { phases }),
    })),
  }
}

type Column = Extract<RoundTrips, { kind: 'columns' }>['columns'][number]

export function columnsAnswer(
  columns: Column[],
  failures: Failure[] = [],
): Extract<RoundTrips, { kind: 'columns' }> {
  return { kind: 'columns', ...always, failures, by: 'hour', zone: 'UTC', bounds: [10, 100, 1000], columns }
}

export function column(hour: number, buckets: Record<number, number>): Column {
  const count = Object.values(buckets).reduce((sum, one) => sum + one, 0)
  const name = (of: number) => `2026-11-24T${String(of).padStart(2, '0')}:00:00.000Z`
  return {
    from: name(hour),
    to: name(hour + 1),
    runs: count,
    failed: 0,
    ...(count > 0 && { roundTripMs: { count, min: 20, max: 900, p50: 300, p95: 800, buckets } }),
  }
}

export function failed(minutes: number, fate: FailedStop['fate'] = 'lost'): FailedStop {
  return { kind: 'failed', at: AT + minutes * 60_000, location: 'eu', runId: `run-${minutes}`, fate }
}
