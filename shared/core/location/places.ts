import { HOME, type KnownLocations } from './known-locations.ts'
import type { RegisteredLocation } from './registered-location.ts'

/** Where monitors can run now, by the names that results have. */
export interface Places {
  /** Home, and each location beside it that has registered and is not removed. */
  standing: readonly string[]
  /** Registered too, and taken away by the settings: nothing may run there any more. */
  removed: readonly string[]
}

export function placesOf(
  { home }: Pick<KnownLocations, 'home'>,
  registered: readonly RegisteredLocation[],
): Places {
  return { standing: [home, ...namesOf(registered, false)], removed: namesOf(registered, true) }
}

/** With the names that definitions may have. */
export function knownWith(known: KnownLocations, registered: readonly RegisteredLocation[]): KnownLocations {
  return { ...known, names: [HOME, ...namesOf(registered, false)] }
}

/** The probe's ARN by location: home's as they are told, and those that have registered. */
export function probesWith(
  atHome: Readonly<Record<string, string>>,
  registered: readonly RegisteredLocation[],
): Readonly<Record<string, string>> {
  return { ...atHome, ...Object.fromEntries(registered.map(({ name, probeArn }) => [name, probeArn])) }
}

function namesOf(registered: readonly RegisteredLocation[], isRemoved: boolean): string[] {
  return registered.filter(({ removed = false }) => removed === isRemoved).map(({ name }) => name)
}
