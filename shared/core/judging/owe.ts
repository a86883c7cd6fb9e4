import { contentId } from '../identity/content-id.ts'
import { median } from './median.ts'
import type { RunResult } from '../run/run.ts'
import type { Incident, MonitorState, OwedAlert, RunAlert, RunTransition } from './state.ts'
import type { EpochMs } from '../time/units.ts'

/**
 * An alert takes up to 4 KB, with 20 policies, and an item of DynamoDB, as a state is one, 400 (DynamoDB,
 * "Service quotas").
 */
const MOST_OWED = 80

/** What a run's alert says, beside its topic. */
export interface News {
  transition: RunTransition
  run: RunResult
  /** When it became news; absent: when the run ended. */
  at?: EpochMs
  /** When the clock, and not the run, brought it about: one run stands behind many repeats. */
  tick?: EpochMs
  incident?: Incident
  slowSince?: EpochMs
}

/**
 * Owes the news to each of these topics. The same news is owed to a topic once, however many policies send it
 * there.
 */
export function owe(state: MonitorState, topics: readonly string[], news: News): MonitorState {
  const { transition, run, at = run.finishedAt, tick, incident, slowSince } = news
  const usualRoundTripMs = median(state.recentRoundTripMs)
  const alerts = topics.map((topic): RunAlert => ({
    alertId: contentId(
      state.monitorId,
      incident?.incidentId ?? run.runId,
      run.runId,
      transition,
      topic,
      String(tick ?? ''),
    ),
    transition,
    topic,
    createdAt: at,
    run,
    ...(incident && { incident }),
    ...(usualRoundTripMs !== undefined && { usualRoundTripMs }),
    ...(slowSince !== undefined && { slowSince }),
  }))
  const known = new Set([...state.owed.map(({ alertId }) => alertId), ...state.toldIds])
  const unknown = alerts.filter(({ alertId }) => !known.has(alertId))
  return unknown.length > 0 ? { ...state, owed: atMost([...state.owed, ...unknown]) } : state
}

/**
 * Where nothing could be published for many hours, the oldest news gives way; what somebody is publishing
 * stays.
 */
function atMost(owed: readonly OwedAlert[]): readonly OwedAlert[] {
  const excess = owed.length - MOST_OWED
  if (excess <= 0) return owed
  const oldest = new Set(owed.filter(({ claimedBy }) => claimedBy === undefined).slice(0, excess))
  return owed.filter((alert) => !oldest.has(alert))
}
