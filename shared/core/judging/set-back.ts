import { type Criteria, rhythmOfLocation } from './criteria.ts'
import { hoursBy } from './recent.ts'
import { expectResults } from './silence.ts'
import type { MonitorState, OwedAlert, Streak, Told, View } from './state.ts'
import type { EpochMs } from '../time/units.ts'

/**
 * The state once the wall clock was set back to `now`: what waits for a time waits as long as it was to, from
 * now, and no run was later than now. When an incident began is kept as it was: how long it lasted is told as
 * unknown.
 */
export function afterSetBack(state: MonitorState, criteria: Criteria, now: EpochMs): MonitorState {
  const rhythm = rhythmOfLocation(criteria)
  const { every, verified } = state.views
  const { incident } = state
  const set: MonitorState = {
    ...state,
    views: { every: viewBy(every, now), verified: viewBy(verified, now) },
    openings: state.openings.filter((at) => at <= now),
    awaitsRecheck: mapped(state.awaitsRecheck, (awaited) => {
      const back = Math.max(0, awaited.run.finishedAt - now)
      return { ...awaited, startAt: awaited.startAt - back, countsAt: awaited.countsAt - back }
    }),
    owed: state.owed.map((alert) => owedBy(alert, now)),
    recentHours: hoursBy(state.recentHours, now),
    lastRuns: mapped(state.lastRuns, (run) => finishedBy(run, now)),
    lastGood: mapped(state.lastGood, (run) => finishedBy(run, now)),
    ...(incident && {
      incident: {
        ...incident,
        told: mapped(incident.told, (told) => toldBy(told, now)),
      },
    }),
  }
  return rhythm ? expectResults(set, Object.keys(set.expected), rhythm, now) : set
}

function viewBy(view: View, now: EpochMs): View {
  const streakBy = (streak: Streak): Streak => ({
    ...streak,
    at: Math.min(streak.at, now),
    since: Math.min(streak.since, now),
  })
  return { ...view, locations: mapped(view.locations, streakBy) }
}

function finishedBy<Run extends { finishedAt: EpochMs }>(run: Run, now: EpochMs): Run {
  return { ...run, finishedAt: Math.min(run.finishedAt, now) }
}

function owedBy(alert: OwedAlert, now: EpochMs): OwedAlert {
  const back = Math.max(0, alert.createdAt - now)
  const { createdAt, foldedUntil } = alert
  return {
    ...alert,
    createdAt: createdAt - back,
    ...(foldedUntil !== undefined && { foldedUntil: foldedUntil - back }),
  }
}

function toldBy(told: Told, now: EpochMs): Told {
  const back = Math.max(0, told.lastAt - now)
  const { lastAt, repeatAt } = told
  return { ...told, lastAt: lastAt - back, ...(repeatAt !== undefined && { repeatAt: repeatAt - back }) }
}

function mapped<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
