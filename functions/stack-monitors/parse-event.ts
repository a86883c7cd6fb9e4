import * as v from 'valibot'

import type { StackMonitorsProperties } from '../contract.ts'
import { parse } from '../runtime/parse.ts'

const schema = v.object({
  RequestType: v.picklist(['Create', 'Update', 'Delete']),
  ResourceProperties: v.object({
    Definitions: v.pipe(v.string(), v.parseJson(), v.array(v.looseObject({ monitorId: v.string() }))),
  } satisfies Record<keyof StackMonitorsProperties, v.GenericSchema<string, unknown>>),
})

/**
 * The definitions that the table shall hold after this deploy: none when the stack goes. Throws naming every
 * field at fault.
 */
export function parseEvent(event: unknown) {
  const { RequestType, ResourceProperties } = parse(
    schema,
    event,
    (mistakes) => new Error(`not an event of the stack's monitors: ${mistakes}`),
  )
  return RequestType === 'Delete' ? [] : ResourceProperties.Definitions
}
