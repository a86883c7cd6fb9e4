import { HOME, type KnownLocations, locationsOf } from '../../core/location/known-locations.ts'

export interface AskablePlaces {
  /** Where there is a probe, home first. */
  locations: readonly string[]
  /** Absent: monitors that name no locations run at home. */
  knownLocations?: KnownLocations | undefined
}

/**
 * Where a run is made that somebody asks for, as results call it. Definitions call home `home`, and so may who
 * asks. Unless one is asked for, it is the first location of the monitor that has a probe, else home. There may
 * be no probe at what is asked for.
 */
export function askedLocation(
  asked: string | undefined,
  /** Absent: it has mistakes. */
  monitor: { locations?: readonly string[] } | undefined,
  { locations, knownLocations }: AskablePlaces,
): string {
  const [home = HOME] = locations
  if (asked !== undefined) return asked === HOME ? home : asked
  const own = monitor ? locationsOf(monitor, { home, defaults: knownLocations?.defaults ?? [HOME] }) : []
  return own.find((one) => locations.includes(one)) ?? home
}
