import * as v from 'valibot'

import type { LocationMark } from '../../app/monitors/list-locations.ts'
import type { LocationKind } from '../../core/location/location-kind.ts'
import { count, growing, instant, optional, text } from './fields.ts'

const KINDS = ['home', 'region', 'fixed-address', 'agent', 'local'] as const satisfies LocationKind[]
const MARKS = [
  'removed',
  'letters',
  'silent',
  'other-code',
  'other-defaults',
] as const satisfies LocationMark[]

export const location = v.object({
  name: v.pipe(text, v.description('As results call it: home by its Region.')),
  kind: growing<LocationKind>(KINDS, 'What kind of place it is.'),
  region: optional(v.pipe(text, v.description('The AWS Region; absent on one machine.'))),
  address: optional(
    v.pipe(text, v.description('The one address that its runs are seen with, where it has a fixed one.')),
  ),
  version: optional(
    v.pipe(text, v.description('Of the code that it was deployed from; absent on one machine.')),
  ),
  registeredAt: optional(instant),
  monitors: v.pipe(count, v.description('Monitors of which results are expected from there.')),
  lastRunAt: optional(
    v.pipe(instant, v.description('For when the last run was scheduled that was heard from there.')),
  ),
  mark: optional(
    growing<LocationMark>(
      MARKS,
      '`removed`: the settings have taken it away. `silent`: none of its monitors is heard from there. `letters`: its queue `unhandled` holds events for a person to look at. `other-code`: it was not deployed from the code that home was. `other-defaults`: it was deployed with other `defaultLocations` than home.',
    ),
  ),
  letters: optional(
    v.pipe(
      v.object({ deadLetters: count, unhandled: count }),
      v.description('What lies in its queues; absent: it is home, or it could not be told.'),
    ),
  ),
})
