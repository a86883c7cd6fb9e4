import { isDeepStrictEqual } from 'node:util'

import type { MonitorState, View } from './state.ts'
import type { Problem } from '../definition/monitor.ts'
import { type EpochMs, HOUR, type Millis } from '../time/units.ts'
import { expectedOnlyAt } from './silence.ts'
import { ofLocations } from './inconclusive.ts'
import type { Criteria } from './criteria.ts'

/** Home is deployed before its locations; each of them registers at the end of its own deploy. */
const TIME_TO_REGISTER: Millis = 6 * HOUR

/**
 * Whether the monitor runs there; a run that was under way when its location was taken away is judged for
 * nothing.
 */
export function isListed(location: string, { locations }: Criteria): boolean {
  return locations === undefined || locations.includes(location)
}

/**
 * What is known of locations at which the monitor runs no more says nothing of how it is. The same state
 * where there are none.
 */
export function withListed(state: MonitorState, criteria: Criteria): MonitorState {
  return knownAt(state, (location) => isListed(location, criteria))
}

/** What is known of all other locations is forgotten; the same state where there is nothing of any. */
function knownAt(state: MonitorState, isThere: (location: string) => boolean): MonitorState {
  const { views, awaitsRecheck, untoldLate, paces, inconclusive, lastRuns, lastGood } = state
  const known = [
    ...[views.every.locations, views.verified.locations, awaitsRecheck, paces, lastRuns].flatMap(Object.keys),
    ...Object.values(inconclusive).flatMap(({ locations }) => locations),
    ...untoldLate.map(({ location }) => location),
  ]
  if (known.every(isThere)) return state
  const viewed = (view: View) => ({ ...view, locations: only(view.locations, isThere) })
  return {
    ...state,
    views: { every: viewed(views.every), verified: viewed(views.verified) },
    awaitsRecheck: only(awaitsRecheck, isThere),
    untoldLate: untoldLate.filter(({ location }) => isThere(location)),
    paces: only(paces, isThere),
    lastRuns: only(lastRuns, isThere),
    lastGood: only(lastGood, isThere),
    inconclusive: ofLocations(inconclusive, isThere),
  }
}

/**
 * Goes by the locations that stand: registered, and not removed. Of all others nothing is expected, and of those
 * that its definition names nothing is known any more; policies wait for none of them until it stands again or is
 * heard. The same state where nothing is new.
 */
export function whereItStands(
  state: MonitorState,
  named: readonly string[],
  standing: readonly string[],
  now: EpochMs,
): MonitorState {
  const absent = Object.fromEntries(
    named.filter((one) => !standing.includes(one)).map((one) => [one, state.absent[one] ?? now]),
  )
  const known = knownAt(expectedOnlyAt(state, standing), (location) => absent[location] === undefined)
  return isDeepStrictEqual(absent, state.absent) ? known : { ...known, absent }
}

/** Locations that its definition names and that have not stood for hours: nothing is tested from there. */
export function longAbsent({ absent }: MonitorState, now: EpochMs): Problem[] {
  return Object.entries(absent)
    .filter(([, since]) => since <= now - TIME_TO_REGISTER)
    .map(([location]) => ({
      path: 'locations',
      message: `"${location}" is not registered: deploy it (npx cdk deploy --all), or name another location`,
    }))
}

function only<T>(
  byLocation: Readonly<Record<string, T>>,
  isThere: (location: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(byLocation).filter(([location]) => isThere(location)))
}
