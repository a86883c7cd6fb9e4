import { isRecord } from '../../shared/core/definition/fields/fields.ts'
import { nearestName } from '../../shared/core/definition/mistakes/nearest-name.ts'
import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import type { Problem } from '../../shared/core/definition/monitor.ts'
import { isNameInSettings, namesOfLocations } from '../../shared/core/definition/locations-in-settings.ts'
import { HOME } from '../../shared/core/location/known-locations.ts'
import { isRegion } from './locations-field.ts'

/** What keeps its own Regions, accounts and ARNs: no stack of one reaches another. */
const PARTITIONS = /^(?:cn|us-gov|us-isob?|us-isof|eu-isoe|eusc)-/

/**
 * What is wrong between the settings about locations, as they were written. Looks at what else is wrong with
 * them as little as possible, so that all mistakes can be told at once.
 */
export function locationProblems(settings: unknown): Problem[] {
  if (!isRecord(settings)) return []
  const { homeRegion, locations = {}, defaultLocations = [] } = settings
  if (!isRecord(locations)) return []
  const beside = Object.keys(locations).filter((name) => name !== HOME && isNameInSettings(name))
  return [
    ...(homeRegion === undefined && beside.length > 0 ? [NO_HOME_REGION] : []),
    ...(isRegion(homeRegion) ? beside.flatMap((name) => besideHome(name, locations[name], homeRegion)) : []),
    ...unknownDefaults(defaultLocations, locations),
  ]
}

const NO_HOME_REGION: Problem = {
  path: 'homeRegion',
  message: 'expected the Region of the stack, as "us-east-1", got nothing; locations beside home need it',
}

function besideHome(name: string, location: unknown, homeRegion: string): Problem[] {
  const written = isRecord(location) ? location.region : undefined
  const region = isRegion(name) ? name : written
  if (name === homeRegion) {
    return [
      {
        path: `locations.${name}`,
        message: `expected a Region beside homeRegion; that one is called ${HOME}`,
      },
    ]
  }
  if (!isRegion(region) || partitionOf(region) === partitionOf(homeRegion)) return []
  return [
    {
      path: `locations.${name}`,
      message: `expected a Region of the same partition as ${homeRegion}, got ${region}`,
    },
  ]
}

function partitionOf(region: string): string {
  return PARTITIONS.exec(region)?.[0] ?? ''
}

function unknownDefaults(defaults: unknown, locations: Readonly<Record<string, unknown>>): Problem[] {
  const names = namesOfLocations(locations) ?? []
  const list: readonly unknown[] = Array.isArray(defaults) ? defaults : []
  return list.flatMap((name, index) =>
    typeof name !== 'string' || names.includes(name)
      ? []
      : [{ path: `defaultLocations[${index}]`, message: notThere(name, names, locations) }],
  )
}

function notThere(
  name: string,
  names: readonly string[],
  locations: Readonly<Record<string, unknown>>,
): string {
  const near = nearestName(name, names)
  const hint = Object.hasOwn(locations, name)
    ? '; that one is removed'
    : near === undefined
      ? ''
      : `; did you mean ${near}?`
  return `expected ${names.length > 1 ? 'one of ' : ''}${names.join(', ')}, got ${shown(name)}${hint}`
}
