import type { MonitorState, View } from './state.ts'
import { ofLocations } from './inconclusive.ts'
import type { Criteria } from './criteria.ts'

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
  const { views, awaitsRecheck, untoldLate, paces, inconclusive, lastRuns, lastGood } = state
  const known = [
    ...[views.every.locations, views.verified.locations, awaitsRecheck, paces, lastRuns].flatMap(Object.keys),
    ...Object.values(inconclusive).flatMap(({ locations }) => locations),
    ...untoldLate.map(({ location }) => location),
  ]
  if (known.every((location) => isListed(location, criteria))) return state
  const viewed = (view: View) => ({ ...view, locations: listed(view.locations, criteria) })
  return {
    ...state,
    views: { every: viewed(views.every), verified: viewed(views.verified) },
    awaitsRecheck: listed(awaitsRecheck, criteria),
    untoldLate: untoldLate.filter(({ location }) => isListed(location, criteria)),
    paces: listed(paces, criteria),
    lastRuns: listed(lastRuns, criteria),
    lastGood: listed(lastGood, criteria),
    inconclusive: ofLocations(inconclusive, (location) => isListed(location, criteria)),
  }
}

function listed<T>(byLocation: Readonly<Record<string, T>>, criteria: Criteria): Record<string, T> {
  return Object.fromEntries(Object.entries(byLocation).filter(([location]) => isListed(location, criteria)))
}
