import * as v from 'valibot'

import type { LocationStore } from '../../app/ports/stores/locations.ts'
import { regionOfArn } from '../../core/location/arn-region.ts'
import { LOCATION_NAME } from '../../core/location/known-locations.ts'
import { kindByName } from '../../core/location/location-kind.ts'
import type { RegisteredLocation } from '../../core/location/registered-location.ts'
import type { ResultsTable } from './access/results-table.ts'
import { LOCATIONS, locationKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import { growing } from '../growing-words.ts'
import type { FieldsOf } from './items/run-shapes.ts'

function arnOf(service: string) {
  return v.pipe(
    v.string(),
    v.regex(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]*:\\d{12}:[\\w/:+=,.@-]+$`)),
  )
}

/** Clients are made for the Region and sent with the function's rights: nothing else may stand there. */
const shape = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.regex(LOCATION_NAME)),
    kind: growing<RegisteredLocation['kind']>(),
    region: v.pipe(
      v.string(),
      v.check((text) => kindByName(text) === 'region', 'expected a Region'),
    ),
    probeArn: arnOf('lambda'),
    // EventBridge Scheduler, CreateScheduleGroup: Name.
    groupName: v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)),
    roleArn: arnOf('iam'),
    deadLettersArn: arnOf('sqs'),
    unhandledArn: arnOf('sqs'),
    address: v.exactOptional(v.pipe(v.string(), v.ip())),
    version: v.string(),
    registeredAt: v.number(),
    defaultLocations: v.exactOptional(v.array(v.string())),
    removed: v.exactOptional(v.literal(true)),
  } satisfies FieldsOf<RegisteredLocation>),
  v.check(
    ({ region, probeArn, deadLettersArn, unhandledArn }) =>
      [probeArn, deadLettersArn, unhandledArn].every((arn) => regionOfArn(arn) === region),
    'expected ARNs of the Region',
  ),
)

/**
 * The items `#locations`: one a location beside home. One that does not fit is left out, as if it had not
 * registered: its monitors keep what they had, and whoever names it is told.
 */
export function locations({ table }: ResultsTable): LocationStore {
  return {
    async registeredLocations() {
      const key = { expression: '#monitorId = :locations', values: { locations: LOCATIONS } }
      const found: RegisteredLocation[] = []
      for await (const item of table.query({ key })) {
        const name = String(item.sortKey)
        found.push(...readable(() => parseItem(shape, { ...item, name }, locationKey(name))))
      }
      return found
    },

    async putLocation({ name, ...location }) {
      await table.put(locationKey(name), { ...location, schemaVersion: SCHEMA_VERSION })
    },

    async dropLocation(name) {
      await table.delete(locationKey(name))
    },
  }
}
