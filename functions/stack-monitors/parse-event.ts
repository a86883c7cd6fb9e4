import * as v from 'valibot'

import type { StackMonitorsProperties } from '../contract.ts'
import { parse } from '../runtime/parse.ts'

const properties = v.object({
  Definitions: v.pipe(v.string(), v.parseJson(), v.array(v.looseObject({ monitorId: v.string() }))),
} satisfies Record<keyof StackMonitorsProperties, v.GenericSchema<string, unknown>>)

const schema = v.object({
  RequestType: v.picklist(['Create', 'Update', 'Delete']),
  ResourceProperties: properties,
  /** Of an update: as they were before it. */
  OldResourceProperties: v.exactOptional(v.fallback(properties, { Definitions: [] })),
})

/**
 * The definitions that the table shall hold after this deploy, none when the stack goes; and those of the
 * deploy before. Throws naming every field at fault.
 */
export function parseEvent(event: unknown) {
  const { RequestType, ResourceProperties, OldResourceProperties } = parse(
    schema,
    event,
    (mistakes) => new Error(`not an event of the stack's monitors: ${mistakes}`),
  )
  return {
    definitions: RequestType === 'Delete' ? [] : ResourceProperties.Definitions,
    before: OldResourceProperties?.Definitions ?? [],
  }
}
