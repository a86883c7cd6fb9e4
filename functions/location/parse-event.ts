import * as v from 'valibot'

import { type HomeProperties, LOCATION_RESOURCES, type LocationProperties } from '../contract.ts'
import { parse } from '../runtime/parse.ts'

const RequestType = v.picklist(['Create', 'Update', 'Delete'])
const text = v.pipe(v.string(), v.minLength(1))

const home = v.object({
  RequestType,
  ResourceType: v.literal(LOCATION_RESOURCES.home),
  ResourceProperties: v.object({
    Topics: v.array(text),
    Version: text,
    Existing: v.exactOptional(v.object({ Monitors: text, Results: text })),
  } satisfies Record<keyof HomeProperties, v.GenericSchema>),
})

const location = v.object({
  RequestType,
  ResourceType: v.literal(LOCATION_RESOURCES.location),
  ResourceProperties: v.object({
    Name: text,
    Kind: v.picklist(['region', 'fixed-address']),
    Region: text,
    ProbeArn: text,
    GroupName: text,
    RoleArn: text,
    DeadLettersArn: text,
    UnhandledArn: text,
    Address: v.exactOptional(text),
    Version: text,
    DefaultLocations: v.exactOptional(v.array(text)),
    Removed: v.exactOptional(v.literal('true')),
    ResultsTable: text,
    Reconciler: text,
  } satisfies Record<keyof LocationProperties, v.GenericSchema>),
})

const schema = v.variant('ResourceType', [home, location])

/** An event of one of a location's two custom resources. Throws naming every field at fault. */
export function parseEvent(event: unknown) {
  return parse(schema, event, (mistakes) => new Error(`not an event of a location's stack: ${mistakes}`))
}
