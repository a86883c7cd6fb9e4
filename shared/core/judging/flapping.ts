import type { MonitorState } from './state.ts'
import { type EpochMs, MINUTE, type Millis } from '../time/units.ts'
import type { Criteria } from './criteria.ts'
import { viewOf } from './views.ts'

/**
 * Incidents within the span that make a monitor flap; the last of them is told as such and stays open until
 * it is calm.
 */
const OPENINGS = 3
const SHORTEST_SPAN: Millis = 60 * MINUTE
const INTERVALS = 12

/**
 * The times at which incidents opened, with this one, as far back as they count: an hour or 12 intervals,
 * whichever is longer.
 */
export function openingsWith(
  openings: readonly EpochMs[],
  now: EpochMs,
  criteria: Criteria,
): readonly EpochMs[] {
  return [...openings.filter((at) => at > now - spanOf(criteria)), now].slice(-OPENINGS)
}

export function isFlapping(openings: readonly EpochMs[]): boolean {
  return openings.length >= OPENINGS
}

/** Whether every location that is heard has passed for half the span, as the policies see it. */
export function isCalm(state: MonitorState, criteria: Criteria, now: EpochMs): boolean {
  const view = viewOf(state, { verify: criteria.policies.every(({ verify }) => verify) })
  return Object.values(view.locations).every(
    ({ failures, since }) => failures === 0 && since <= now - spanOf(criteria) / 2,
  )
}

function spanOf({ rhythm }: Criteria): Millis {
  return Math.max(SHORTEST_SPAN, INTERVALS * (rhythm?.intervalMinutes ?? 0) * MINUTE)
}
