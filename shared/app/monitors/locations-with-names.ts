import type { KnownLocations } from '../../core/location/known-locations.ts'
import { knownWith } from '../../core/location/places.ts'
import type { LocationStore } from '../ports/stores/locations.ts'

/**
 * With the names that definitions may have: those of the settings where these are known, as on one machine; else
 * home's and those that have registered. Nothing where nobody knows.
 */
export async function locationsWithNames({
  knownLocations,
  runs,
}: {
  knownLocations?: KnownLocations | undefined
  runs: Pick<LocationStore, 'registeredLocations'>
}): Promise<{ knownLocations?: KnownLocations }> {
  if (!knownLocations) return {}
  if (knownLocations.names) return { knownLocations }
  return { knownLocations: knownWith(knownLocations, await runs.registeredLocations()) }
}
