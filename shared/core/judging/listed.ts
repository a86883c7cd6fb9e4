import type { MonitorState, View } from './state.ts'
import { ofLocations } from './inconclusive.ts'
import type { Judgement } from './judgement.ts'

/** Whether the monitor runs there; a run that was under way when its location was taken away is judged for nothing. */
export function isListed(location: string, { locations }: Judgement): boolean {
  return locations === undefined || locations.includes(location)
}

/** What is known of locations at which the monitor runs no more says nothing of how it is. The same state where there are none. */
export function withListed(state: MonitorState, judgement: Judgement): MonitorState {
  const { views, awaitsRecheck, untoldLate, paces, inconclusive } = state
  const known = [
    ...[views.every.locations, views.verified.locations, awaitsRecheck, paces].flatMap(Object.keys),
    ...Object.values(inconclusive).flatMap(({ locations }) => locations),
    ...untoldLate.map(({ location }) => location),
  ]
  if (known.every((location) => isListed(location, judgement))) return state
  const viewed = (view: View) => ({ ...view, locations: listed(view.locations, judgement) })
  return {
    ...state,
    views: { every: viewed(views.every), verified: viewed(views.verified) },
    awaitsRecheck: listed(awaitsRecheck, judgement),
    untoldLate: untoldLate.filter(({ location }) => isListed(location, judgement)),
    paces: listed(paces, judgement),
    inconclusive: ofLocations(inconclusive, (location) => isListed(location, judgement)),
  }
}

function listed<T>(byLocation: Readonly<Record<string, T>>, judgement: Judgement): Record<string, T> {
  return Object.fromEntries(Object.entries(byLocation).filter(([location]) => isListed(location, judgement)))
}
