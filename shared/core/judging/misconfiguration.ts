import { isDeepStrictEqual } from 'node:util'

import { ALERT_TOPIC } from '../definition/built-in-topics.ts'
import { contentId } from '../identity/content-id.ts'
import type { Problem } from '../definition/monitor.ts'
import type { MonitorAlert, MonitorState } from './state.ts'
import type { EpochMs } from '../time/units.ts'

/** Mistakes that are kept; the last of them then counts the rest. A row with more is no slip of the hand. */
const MOST_PROBLEMS = 50

/**
 * The row has these mistakes: they are kept for whoever looks, and told once, to the stack's own alert topic,
 * since no policy of a definition with mistakes can be relied on. The same state where nothing is new.
 */
export function misconfigured(state: MonitorState, problems: readonly Problem[], now: EpochMs): MonitorState {
  const kept = atMost(problems)
  const before = state.misconfigured
  if (before) {
    return isDeepStrictEqual(before.problems, kept)
      ? state
      : { ...state, misconfigured: { ...before, problems: kept } }
  }
  const { monitorId } = state
  const alert: MonitorAlert = {
    alertId: contentId(monitorId, 'misconfigured', String(now), ALERT_TOPIC),
    transition: 'misconfigured',
    topic: ALERT_TOPIC,
    createdAt: now,
    monitorId,
    since: now,
    problems: kept,
  }
  return { ...state, misconfigured: { since: now, problems: kept }, owed: [...state.owed, alert] }
}

/** The row has no mistakes, or none any more. */
export function wellConfigured(state: MonitorState): MonitorState {
  const { misconfigured: _mended, ...rest } = state
  return state.misconfigured ? rest : state
}

function atMost(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems
  const kept = problems.slice(0, MOST_PROBLEMS - 1)
  return [...kept, { path: '', message: `and ${problems.length - kept.length} more mistakes` }]
}
