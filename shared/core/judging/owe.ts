import { alertIdOf } from '../alert-id.ts'
import { median } from '../median.ts'
import type { RunResult } from '../run.ts'
import type { Incident, MonitorState, RunAlert, RunTransition } from '../state.ts'
import type { EpochMs } from '../units.ts'

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

/** Owes the news to each of these topics. The same news is owed to a topic once, however many policies send it there. */
export function owe(state: MonitorState, topics: readonly string[], news: News): MonitorState {
  const { transition, run, at = run.finishedAt, tick, incident, slowSince } = news
  const usualRoundTripMs = median(state.recentRoundTripMs)
  const alerts = topics.map((topic): RunAlert => ({
    alertId: alertIdOf(
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
  const news_ = alerts.filter(({ alertId }) =>
    [...state.owed, ...state.sent].every((one) => one.alertId !== alertId),
  )
  return news_.length > 0 ? { ...state, owed: [...state.owed, ...news_] } : state
}
