import type { MonitorFigures } from '../../app/history/views/fleet-figures.ts'
import { couldTell } from '../../app/history/views/health-facts.ts'
import type { RunsOfLocation } from '../../app/history/views/runs-since.ts'
import { namedPhases } from '../../core/history/phase-times.ts'
import { HEALTHS, MARKS } from '../../core/history/views/health.ts'
import type { LastRun } from '../../core/judging/state.ts'
import type { Reason } from '../../core/run/statuses.ts'
import { statusOf } from '../../core/run/verdict.ts'
import type { EpochMs } from '../../core/time/units.ts'

/** The value of a series, and what its labels are beside `monitor` and `location`. */
export interface Sample {
  value: number
  labels?: Readonly<Record<string, string>>
}

interface OfLocation {
  lastRun: LastRun
  lastGoodAt: EpochMs | undefined
  runs: RunsOfLocation | undefined
}

/** One metric as it is declared: units stand in names, as Prometheus has them. */
export type Metric = {
  name: string
  type: 'gauge' | 'counter'
  /** One line without quotes and backslashes, which OpenMetrics would have escaped. */
  help: string
  /** Beside `monitor` and `location`. */
  labels: readonly string[]
} & (
  | { per: 'monitor'; samples: (monitor: MonitorFigures) => Sample[] }
  | { per: 'location'; samples: (location: OfLocation) => Sample[] }
)

/** Every metric, in the order in which they are written. */
export const METRICS: readonly Metric[] = [
  {
    name: 'roundtrip_success',
    type: 'gauge',
    help: 'Whether the last run got its message back (1) or failed (0). Absent where it tested nothing.',
    labels: [],
    per: 'location',
    samples: ({ lastRun }) => (couldTell(lastRun) ? [{ value: truth(lastRun.status === 0) }] : []),
  },
  {
    name: 'roundtrip_round_trip_seconds',
    type: 'gauge',
    help: 'Round-trip time of the last run. Absent where that run failed or was not measured.',
    labels: [],
    per: 'location',
    samples: ({ lastRun }) => inSeconds(lastRun.status === 0 ? lastRun.roundTripMs : undefined),
  },
  {
    name: 'roundtrip_phase_seconds',
    type: 'gauge',
    help: 'Time that the last run spent in each phase. A phase that was not reached is absent.',
    labels: ['phase'],
    per: 'location',
    samples: ({ runs }) => phasesOf(runs),
  },
  {
    name: 'roundtrip_last_run_timestamp_seconds',
    type: 'gauge',
    help: 'When the last run ended, as Unix time.',
    labels: [],
    per: 'location',
    samples: ({ lastRun }) => inSeconds(lastRun.finishedAt),
  },
  {
    name: 'roundtrip_last_success_timestamp_seconds',
    type: 'gauge',
    help: 'When the last run ended that got its message back, as Unix time.',
    labels: [],
    per: 'location',
    samples: ({ lastGoodAt }) => inSeconds(lastGoodAt),
  },
  {
    name: 'roundtrip_runs_total',
    type: 'counter',
    help: 'Scheduled runs outside of maintenance since this process was first scraped, by reason.',
    labels: ['result', 'reason'],
    per: 'location',
    samples: ({ runs }) => countsOf(runs),
  },
  {
    name: 'roundtrip_health',
    type: 'gauge',
    help: 'The health of the monitor: 1 for the one that it has, 0 for all others.',
    labels: ['health'],
    per: 'monitor',
    samples: ({ health }) => states('health', HEALTHS, [health]),
  },
  {
    name: 'roundtrip_mark',
    type: 'gauge',
    help: 'What is wrong with the monitoring itself: 1 for each mark that the monitor has, else 0.',
    labels: ['mark'],
    per: 'monitor',
    samples: ({ marks }) => states('mark', MARKS, marks),
  },
  {
    name: 'roundtrip_incident_open',
    type: 'gauge',
    help: 'Whether the monitor has an open incident (1) or not (0).',
    labels: [],
    per: 'monitor',
    samples: ({ incident }) => [{ value: truth(incident !== undefined) }],
  },
  {
    name: 'roundtrip_maintenance',
    type: 'gauge',
    help: 'Whether a maintenance window is in force for the monitor (1) or not (0).',
    labels: [],
    per: 'monitor',
    samples: ({ maintenanceUntil }) => [{ value: truth(maintenanceUntil !== undefined) }],
  },
]

function truth(holds: boolean): number {
  return holds ? 1 : 0
}

/** Of a span or an instant in ms, to the microsecond. */
function inSeconds(ms: number | undefined): Sample[] {
  return ms === undefined ? [] : [{ value: secondsOf(ms) }]
}

function secondsOf(ms: number): number {
  return Math.round(ms * 1000) / 1e6
}

/** One series for each that there is, as a state set of OpenMetrics, so that none appears or vanishes. */
function states(label: string, all: readonly string[], held: readonly string[]): Sample[] {
  return all.map((state) => ({ labels: { [label]: state }, value: truth(held.includes(state)) }))
}

/** A run that was taken over has the phases of two processes: none. */
function phasesOf(runs: RunsOfLocation | undefined): Sample[] {
  if (!runs || runs.newest.warnings.includes('taken-over')) return []
  return namedPhases(runs.newest.phases).map(([phase, ms]) => ({ labels: { phase }, value: secondsOf(ms) }))
}

/** An OK run has no reason, and its count is there from the start, so that a rate sees the first. */
function countsOf(runs: RunsOfLocation | undefined): Sample[] {
  const { runs: byStatus = {}, reasons = {} } = runs?.tally ?? {}
  const others = Object.entries(reasons) as [Reason, number][]
  return [
    { labels: { result: 'ok' }, value: byStatus[0] ?? 0 },
    ...others.map(([reason, value]) => {
      const result = statusOf(reason) === 90 ? 'inconclusive' : 'failed'
      return { labels: { result, reason }, value }
    }),
  ]
}
