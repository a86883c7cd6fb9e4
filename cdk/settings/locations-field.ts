import * as v from 'valibot'

import { field, isRecord, section, trueOrFalse } from '../../shared/core/definition/fields/fields.ts'
import { isNameInSettings } from '../../shared/core/definition/locations-in-settings.ts'
import { kindOf, shown, shownName } from '../../shared/core/definition/mistakes/shown-value.ts'
import { HOME } from '../../shared/core/location/known-locations.ts'
import { LOCAL, kindByName } from '../../shared/core/location/location-kind.ts'
import type { LocationSettings } from './settings-shape.ts'

/** Home's roles name each location by its ARNs, and the inline policies of a role have 10,240 characters. */
export const MOST_LOCATIONS = 20

/** As many as a monitor may name. */
const MOST_DEFAULTS = 10

export const isRegion = (value: unknown): value is string =>
  typeof value === 'string' && kindByName(value) === 'region'

const region = field<string>('a Region, as "eu-central-1"', isRegion)

export const homeRegion = field<string>('the Region of the stack, as "us-east-1"', isRegion)

const location = section('an object', {
  region: v.optional(region),
  fixedAddress: v.optional(trueOrFalse, false),
  removed: v.optional(trueOrFalse, false),
})
type WrittenLocation = v.InferOutput<typeof location>

const inItsRegion = (name: string) =>
  v.pipe(
    location,
    v.check(
      ({ region = name }) => region === name,
      `expected no region beside the name of one; for a fixed address choose another name, as berlin`,
    ),
    v.check(
      ({ fixedAddress }) => !fixedAddress,
      `expected a name that is no Region's for a fixed address, as berlin: { region: "${name}", fixedAddress: true }`,
    ),
  )

const fixedAddress = v.pipe(
  location,
  v.check(
    ({ region }) => region !== undefined,
    'expected a region, as { region: "eu-central-1", fixedAddress: true }',
  ),
  v.check(
    ({ region, fixedAddress }) => region === undefined || fixedAddress,
    ({ input }) =>
      `expected fixedAddress: true; without a fixed address a location is called like its Region: "${String(input.region)}": {}`,
  ),
)

const home = section('an empty object: home is the Region of the stack, homeRegion', {})

function refused(message: string) {
  return v.custom<WrittenLocation>(() => false, message)
}

function schemaOf(name: string): v.GenericSchema<unknown, WrittenLocation | object> {
  if (name === HOME) return home
  if (name === LOCAL) return refused(`expected another name: npm start calls its own location ${LOCAL}`)
  if (!isNameInSettings(name)) {
    return refused(
      'expected a name of 1 to 20 lower-case letters, digits and hyphens that begins with a letter',
    )
  }
  return isRegion(name) ? inItsRegion(name) : fixedAddress
}

/** Locations by name, none of them looked into yet. */
type Written = Readonly<Record<string, unknown>>

/** Those beside home, in the order in which they were written. */
export const locationsField = v.pipe(
  v.custom<Written>(isRecord, ({ input }) =>
    Array.isArray(input)
      ? `expected an object of locations by name, as { "eu-west-1": {} }, got a list; where monitors run that name ` +
        `no locations is now defaultLocations: ["${HOME}"]`
      : `expected an object of locations by name, as { "eu-west-1": {} }, got ${kindOf(input)}`,
  ),
  v.transform((written): Written =>
    Object.fromEntries(
      Object.entries(written).map(([name, value]) =>
        isNameInSettings(name) ? [name, value] : [shownName(name), undefined],
      ),
    ),
  ),
  v.check(
    (locations) => Object.keys(locations).filter((name) => name !== HOME).length <= MOST_LOCATIONS,
    `expected at most ${MOST_LOCATIONS} locations beside home`,
  ),
  v.lazy<v.GenericSchema<Written, Readonly<Record<string, WrittenLocation>>>>((locations) =>
    v.object(
      Object.fromEntries(Object.keys(locations as object).map((name) => [name, schemaOf(name)])) as Record<
        string,
        v.GenericSchema<unknown, WrittenLocation>
      >,
    ),
  ),
  v.transform((locations): readonly LocationSettings[] =>
    Object.entries(locations)
      .filter(([name]) => name !== HOME)
      .map(([name, { region = name, fixedAddress, removed }]) => ({
        name,
        kind: fixedAddress ? 'fixed-address' : 'region',
        region,
        removed,
      })),
  ),
)

export const defaultLocations = v.pipe(
  field<readonly string[]>(
    `a list of 1 to ${MOST_DEFAULTS} locations, as ["${HOME}"]`,
    (value) => Array.isArray(value) && value.length >= 1 && value.length <= MOST_DEFAULTS,
  ),
  v.array(v.string(({ input }) => `expected a location's name, got ${shown(input)}`)),
  v.check((names) => new Set(names).size === names.length, 'expected each location once'),
)
