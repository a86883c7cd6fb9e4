import type { KnownLocations } from '../../shared/core/location/known-locations.ts'
import { knownWith } from '../../shared/core/location/places.ts'
import type { Opened } from './opened.ts'

/** With the names that definitions may have: home's and those that have registered. Undefined: nobody knows. */
export async function locationsWithNames({
  knownLocations,
  runs,
}: Pick<Opened, 'knownLocations' | 'runs'>): Promise<{ knownLocations?: KnownLocations }> {
  if (!knownLocations) return {}
  return { knownLocations: knownWith(knownLocations, await runs.registeredLocations()) }
}
