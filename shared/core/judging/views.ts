import type { AlertPolicy } from '../definition/monitor.ts'
import type { RunResult } from '../run/run.ts'
import type { MonitorState, Streak, View } from './state.ts'
import { type EpochMs, MINUTE } from '../time/units.ts'
import { intervalsOfTurn } from '../schedule/turn.ts'
import type { Criteria } from './criteria.ts'
import { isHeard } from './silence.ts'

export const NOTHING_SEEN: View = { failuresInARow: 0, locations: {} }

/** The view after one more conclusive run. */
export function withRun(view: View, run: RunResult): View {
  const failed = run.status !== 0
  const before = view.locations[run.location]
  const goesOn = before && before.failures > 0 === failed
  const streak: Streak = {
    failures: failed ? (before?.failures ?? 0) + 1 : 0,
    reasons: failed ? union(before?.reasons, run.reason) : [],
    at: run.scheduledAt,
    since: goesOn ? before.since : run.finishedAt,
  }
  return {
    failuresInARow: failed ? view.failuresInARow + 1 : 0,
    locations: { ...view.locations, [run.location]: streak },
  }
}

/** What the policy sees: nothing of a location that is silent or does not stand, until it is heard. */
export function viewOf(state: MonitorState, { verify }: Pick<AlertPolicy, 'verify'>): View {
  const view = verify ? state.views.verified : state.views.every
  const heard = Object.entries(view.locations).filter(([location]) => isHeard(location, state))
  return { ...view, locations: Object.fromEntries(heard) }
}

/** The policy as it holds now: no more locations can fail at once than are heard. */
export function amongHeard<Policy extends Pick<AlertPolicy, 'minLocations'>>(
  policy: Policy,
  state: MonitorState,
  { locations }: Criteria,
): Policy {
  if (!locations) return policy
  const heard = locations.filter((location) => isHeard(location, state)).length
  return { ...policy, minLocations: Math.min(policy.minLocations, Math.max(1, heard)) }
}

/**
 * Whether the policy calls the monitor down: enough locations fail at once, each for enough runs in a row;
 * where they take turns, enough failed within the last full turn, and enough runs in a row over all of them.
 */
export function beginsDown(view: View, policy: AlertPolicy, criteria: Criteria, now: EpochMs): boolean {
  const failing = Object.values(failingStreaks(view, criteria, now))
  if (criteria.perRun !== undefined) {
    return failing.length >= policy.minLocations && view.failuresInARow >= policy.afterFailures
  }
  return failing.filter(({ failures }) => failures >= policy.afterFailures).length >= policy.minLocations
}

/**
 * Whether a monitor that the policy called down is so still: until fewer locations fail than it takes, as far
 * as anybody knows.
 */
export function staysDown(view: View, { minLocations }: AlertPolicy): boolean {
  return Object.values(view.locations).filter(({ failures }) => failures > 0).length >= minLocations
}

/** By location. */
export function failingStreaks(view: View, criteria: Criteria, now: EpochMs): Record<string, Streak> {
  const turn = turnMs(view, criteria)
  return Object.fromEntries(
    Object.entries(view.locations).filter(([, { failures, at }]) => failures > 0 && at > now - turn),
  )
}

export function union<T>(list: readonly T[] = [], one: T | undefined): readonly T[] {
  return one === undefined || list.includes(one) ? list : [...list, one]
}

/** In `rotate` mode a result is good for one full turn; else until the next of its location. */
function turnMs(view: View, { perRun, rhythm, locations = Object.keys(view.locations) }: Criteria): number {
  if (perRun === undefined || !rhythm) return Infinity
  return intervalsOfTurn(locations.length, perRun) * rhythm.intervalMinutes * MINUTE
}
