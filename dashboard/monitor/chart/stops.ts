import type { EpochMs, Millis } from '../../../shared/core/time/units.ts'
import type { RoundTrips } from '../../api/answers.ts'

interface Place {
  at: EpochMs
  location: string
  runId: string
}

/** A run whose message came back. */
export interface TripStop extends Place {
  kind: 'trip'
  ms: Millis
}

/** A run that failed: its message was lost, came after the timeout, or a server said no. */
export interface FailedStop extends Place {
  kind: 'failed'
  fate: 'lost' | 'late' | 'refused'
  /** How long a late one took. */
  lateMs?: Millis
  reason?: string
}

/** An hour or a day of more runs than can be shown one by one. */
export interface ColumnStop {
  kind: 'column'
  at: EpochMs
  to: EpochMs
  runs: number
  failed: number
  times?: Columns[number]['roundTripMs']
}

type Columns = Extract<RoundTrips, { kind: 'columns' }>['columns']

/** What the arrow keys go through, what the pointer finds, and what the table holds. */
export type Stop = TripStop | FailedStop | ColumnStop

/** Everything in the answer, oldest first; columns without a run are left out. */
export function stopsOf(trips: RoundTrips): Stop[] {
  const shown = trips.kind === 'runs' ? trips.points.map(tripStop) : trips.columns.flatMap(columnStop)
  return [...shown, ...failedStops(trips)].sort((a, b) => a.at - b.at)
}

/** Oldest first. */
export function failedStops({ failures }: RoundTrips): FailedStop[] {
  return failures
    .map(({ at, location, runId, outcome, reason, lateByMs }): FailedStop => {
      const fate = lateByMs !== undefined ? 'late' : outcome === 'lost' ? 'lost' : 'refused'
      return {
        ...{ kind: 'failed', at: Date.parse(at), location, runId, fate },
        ...(lateByMs !== undefined && { lateMs: lateByMs }),
        ...(reason !== undefined && { reason }),
      }
    })
    .sort((a, b) => a.at - b.at)
}

export function locationsOf(stops: readonly Stop[]): string[] {
  return [...new Set(stops.flatMap((stop) => (stop.kind === 'column' ? [] : [stop.location])))].sort()
}

function tripStop({
  at,
  location,
  runId,
  roundTripMs,
}: Extract<RoundTrips, { kind: 'runs' }>['points'][number]): TripStop {
  return { kind: 'trip', at: Date.parse(at), location, runId, ms: roundTripMs }
}

function columnStop({ from, to, runs, failed, roundTripMs }: Columns[number]): ColumnStop[] {
  if (runs === 0) return []
  const span = { at: Date.parse(from), to: Date.parse(to) }
  return [{ kind: 'column', ...span, runs, failed, ...(roundTripMs && { times: roundTripMs }) }]
}
