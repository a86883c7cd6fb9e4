import { HOME, type KnownLocations } from '../location/known-locations.ts'
import { kindByName } from '../location/location-kind.ts'
import { MOST_LOCATIONS, isLocationName } from './fields/locations-field.ts'
import { isRecord } from './fields/fields.ts'
import { nearestName } from './mistakes/nearest-name.ts'
import { shown } from './mistakes/shown-value.ts'
import type { Problem } from './monitor.ts'
import { MOST_POLICIES } from './policies.ts'

/**
 * Locations of a definition as it was written that are not there, and fields that ask for more of them than
 * it has. Looks at what else is wrong with the definition as little as possible, so that all its mistakes can
 * be told at once. Where a definition names none and nobody knows the defaults, no number is too large.
 */
export function locationProblems(definition: unknown, known?: KnownLocations): Problem[] {
  if (!isRecord(definition)) return []
  const written = definition.locations
  const list: readonly unknown[] = Array.isArray(written) && written.length <= MOST_LOCATIONS ? written : []
  const count = written === undefined ? known?.defaults.length : countOf(written)
  return [
    ...(known?.names ? unknownNames(list, known.names) : []),
    ...turnProblems(definition, count),
    ...policyProblems(definition.alerts, count),
  ]
}

/** Undefined where the list is a mistake already. */
function countOf(written: unknown): number | undefined {
  if (!Array.isArray(written) || written.length === 0 || written.length > MOST_LOCATIONS) return undefined
  return new Set(written).size
}

function unknownNames(list: readonly unknown[], names: readonly string[]): Problem[] {
  return list.flatMap((one, index) =>
    isLocationName(one) && !names.includes(one)
      ? [{ path: `locations[${index}]`, message: unknownLocation(one, names) }]
      : [],
  )
}

function unknownLocation(name: string, names: readonly string[]): string {
  const one = names.length > 1 ? 'one of ' : ''
  const near = nearestName(name, names)
  return `expected ${one}${names.join(', ')}, got ${shown(name)}; ${hintFor(name, near)}`
}

function hintFor(name: string, near: string | undefined): string {
  if (near !== undefined) return `did you mean ${near}?`
  const home = kindByName(name) === 'region' ? `; the Region of the stack itself is called ${HOME}` : ''
  return `locations are named in cdk/settings.ts${home}`
}

const SEVERAL = 'name two or more in locations'

function turnProblems(
  { locationMode, locationsPerRun }: Readonly<Record<string, unknown>>,
  count: number | undefined,
): Problem[] {
  if (locationMode === 'rotate') {
    if (count === undefined) return []
    if (count < 2) {
      return [
        { path: 'locationMode', message: `one location cannot take turns; ${SEVERAL}, or remove this field` },
      ]
    }
    if (!isCount(locationsPerRun) || locationsPerRun < count) return []
    const message =
      `expected fewer than the ${count} locations, got ${locationsPerRun}; ` +
      'to test from all of them each time, write locationMode: "all"'
    return [{ path: 'locationsPerRun', message }]
  }
  if (locationsPerRun === undefined || (locationMode !== undefined && locationMode !== 'all')) return []
  const message = 'only locations that take turns can be some at a time; write locationMode: "rotate" too'
  return [{ path: 'locationsPerRun', message }]
}

function policyProblems(alerts: unknown, count: number | undefined): Problem[] {
  if (!Array.isArray(alerts) || count === undefined) return []
  const looked: readonly unknown[] = alerts.slice(0, MOST_POLICIES)
  return looked.flatMap((policy, index) => {
    if (!isRecord(policy)) return []
    const { minLocations, verify } = policy
    return [
      ...(isCount(minLocations) && minLocations <= MOST_LOCATIONS && minLocations > count
        ? [{ path: `alerts[${index}].minLocations`, message: tooMany(minLocations, count) }]
        : []),
      ...(verify === 'elsewhere' && count < 2
        ? [
            {
              path: `alerts[${index}].verify`,
              message: `there is no second location to check from; ${SEVERAL}, or write verify: true`,
            },
          ]
        : []),
    ]
  })
}

function tooMany(minLocations: number, count: number): string {
  const most = count === 1 ? 'the one location' : `the ${count} locations`
  return `expected no more than ${most} of the monitor, got ${minLocations}: it would never alert`
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value)
}
