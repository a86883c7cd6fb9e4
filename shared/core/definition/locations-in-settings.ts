import { HOME, type KnownLocations } from '../location/known-locations.ts'
import { isRecord } from './fields/fields.ts'
import { isLocationName } from './fields/locations-field.ts'

/**
 * Locations that definitions and `defaultLocations` may name, from `locations` of the settings as they were
 * written: those that are not removed, with home. `undefined` where that is no such thing.
 */
export function namesOfLocations(locations: unknown = {}): string[] | undefined {
  if (!isRecord(locations)) return undefined
  return [...new Set([HOME, ...Object.keys(locations).filter((name) => !isRemoved(locations[name]))])].filter(
    isNameInSettings,
  )
}

/**
 * What the monitors of the stack may name, from the settings as they were written; their results are not known
 * yet, so home is called as there. `undefined` where those have mistakes that matter here.
 */
export function locationsIn(settings: unknown): KnownLocations | undefined {
  if (!isRecord(settings)) return undefined
  const { locations, defaultLocations: defaults = [HOME] } = settings
  const names = namesOfLocations(locations)
  const isList = Array.isArray(defaults) && defaults.every((one) => names?.includes(one as string))
  return names && isList ? { home: HOME, defaults: defaults as string[], names } : undefined
}

/** Objects answer to `constructor` whether or not it was written. */
export function isNameInSettings(name: string): boolean {
  return isLocationName(name) && name !== 'constructor'
}

function isRemoved(location: unknown): boolean {
  return isRecord(location) && location.removed === true
}
