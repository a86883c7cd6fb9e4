import { addCounts, countsOf, epochHourOf } from '../history/hour-counts.ts'
import { tallyOf } from '../history/tally.ts'
import type { RunResult } from '../run/run.ts'
import type { EpochMs } from '../time/units.ts'
import type { MonitorState } from './state.ts'

const HOURS_KEPT = 48

/** The state that counts the run in its hour, as the day will that is made of the same results. */
export function withHour(state: MonitorState, run: RunResult): MonitorState {
  const hour = epochHourOf(run.scheduledAt)
  const counts = addCounts(state.recentHours[hour], countsOf(tallyOf([run])))
  const hours = { ...state.recentHours, [hour]: counts }
  const newest = Math.max(...Object.keys(hours).map(Number))
  return { ...state, recentHours: hoursWhere(hours, (one) => one > newest - HOURS_KEPT) }
}

/** The failure counts as OK, since its recheck passed. */
export function withHourCorrected(state: MonitorState, run: RunResult): MonitorState {
  const hour = epochHourOf(run.scheduledAt)
  const { failed = 0, ...counts } = state.recentHours[hour] ?? {}
  if (failed === 0 || countsOf(tallyOf([run])).failed === undefined) return state
  const corrected = addCounts(counts, { ok: 1, failed: failed - 1 })
  return { ...state, recentHours: { ...state.recentHours, [hour]: corrected } }
}

/** The state that shows the run as the last of its location. */
export function withGlance(state: MonitorState, run: RunResult): MonitorState {
  const { location, finishedAt, trigger, status, reason, phase, maintenance, tried } = run
  const { runId, roundTripMs, resolutionMs } = run
  const measured = roundTripMs === undefined ? {} : { roundTripMs }
  const last = {
    finishedAt,
    trigger,
    status,
    ...(reason && { reason }),
    ...(phase && { phase }),
    ...measured,
    ...(resolutionMs !== undefined && { resolutionMs }),
    ...(maintenance && { maintenance }),
    ...(tried === false && { tried }),
  }
  const good = { runId, finishedAt, ...measured }
  return {
    ...state,
    lastRuns: { ...state.lastRuns, [location]: last },
    ...(status === 0 && { lastGood: { ...state.lastGood, [location]: good } }),
  }
}

/** What of the hours is past at `now`, where the wall clock was set back. */
export function hoursBy(hours: MonitorState['recentHours'], now: EpochMs): MonitorState['recentHours'] {
  return hoursWhere(hours, (hour) => hour <= epochHourOf(now))
}

function hoursWhere(
  hours: MonitorState['recentHours'],
  keep: (hour: number) => boolean,
): MonitorState['recentHours'] {
  return Object.fromEntries(Object.entries(hours).filter(([hour]) => keep(Number(hour))))
}
