import * as v from 'valibot'

import { LOCATION_NAME } from '../../location/known-locations.ts'
import { kindOf, shown } from '../mistakes/shown-value.ts'
import { at, field, isRecord } from './fields.ts'

/** Most locations of one monitor. */
export const MOST_LOCATIONS = 10

const name = field<string>(
  "a location's name, of 1 to 20 lower-case letters, digits and hyphens, beginning with a letter",
  isLocationName,
  { type: 'string', pattern: LOCATION_NAME.source },
)

/** The field `locations`: 1 to 10 names, each once, in the order in which `rotate` mode takes them. */
export const locationsField = v.pipe(
  v.custom<unknown[]>(
    (value) => Array.isArray(value) && value.length >= 1 && value.length <= MOST_LOCATIONS,
    ({ input }) => `expected a list of 1 to ${MOST_LOCATIONS} locations, got ${listOrKind(input)}`,
  ),
  v.metadata({ minItems: 1, maxItems: MOST_LOCATIONS, uniqueItems: true }),
  v.array(name),
  v.rawCheck(({ dataset, addIssue }) => {
    const list = dataset.value as readonly unknown[]
    if (!Array.isArray(list)) return
    for (const [index, one] of list.entries()) {
      const first = list.indexOf(one)
      if (!isLocationName(one) || first === index) continue
      addIssue({
        message: `expected each location once, got ${shown(one)}, which locations[${first}] is too`,
        path: at(list, index),
      })
    }
  }),
)

/** `all`: at every interval at each location. `rotate`: at some of them, which take turns. */
export const locationModeField = field<'all' | 'rotate'>(
  '"all" or "rotate"',
  (value) => value === 'all' || value === 'rotate',
  { enum: ['all', 'rotate'] },
)

export function isLocationName(value: unknown): value is string {
  return typeof value === 'string' && LOCATION_NAME.test(value)
}

function listOrKind(input: unknown): string {
  if (Array.isArray(input)) {
    return input.length === 0
      ? 'an empty list; leave the field out for the default locations'
      : String(input.length)
  }
  if (isLocationName(input)) return `${shown(input)}; put it into a list: [${shown(input)}]`
  return isRecord(input) ? kindOf(input) : shown(input)
}
