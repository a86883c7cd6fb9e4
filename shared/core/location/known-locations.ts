import { LOCAL } from './location-kind.ts'

/** What settings and definitions call the location of the stack itself. Results call it like its Region. */
export const HOME = 'home'

/** A name that people choose, or a Region's: it is kept with every result, and never used for another place. */
export const LOCATION_NAME = /^[a-z][a-z0-9-]{0,19}$/

/** How the locations that definitions name are found in results, and where a monitor runs that names none. */
export interface KnownLocations {
  /** What results call the home location: its Region, as `us-east-1`; on one machine `local`. */
  home: string
  /** As definitions write them; none where nobody knows. */
  defaults: readonly string[]
  /** What definitions may name, `home` included; absent: any name. */
  names?: readonly string[]
}

/** Whether a location has been told of the same defaults, which are taken in their order; true where it does not say. */
export function hasDefaultsOf(
  { defaults }: Pick<KnownLocations, 'defaults'>,
  { defaultLocations = defaults }: { defaultLocations?: readonly string[] },
): boolean {
  return defaults.join() === defaultLocations.join()
}

/**
 * Where a monitor runs, as results call the places, each once: its own `locations`, else the defaults. On one
 * machine, whatever it names, that is there.
 */
export function locationsOf(
  { locations }: { locations?: readonly string[] },
  { home, defaults }: KnownLocations,
): readonly string[] {
  if (home === LOCAL) return [LOCAL]
  const written = locations ?? defaults
  return [...new Set(written.map((name) => (name === HOME ? home : name)))]
}
