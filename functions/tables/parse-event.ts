import * as v from 'valibot'

import type { TablesProperties } from '../contract.ts'
import { parse } from '../runtime/parse.ts'

const schema = v.object({
  RequestType: v.picklist(['Create', 'Update', 'Delete']),
  StackId: v.string(),
  ResourceProperties: v.object({
    Existing: v.exactOptional(v.object({ Monitors: v.string(), Results: v.string() })),
    LogicalId: v.exactOptional(v.string()),
  } satisfies Record<keyof TablesProperties, v.GenericSchema>),
})

/** An event of the tables' custom resource. Throws naming every field at fault. */
export function parseEvent(event: unknown) {
  return parse(schema, event, (mistakes) => new Error(`not an event of the stack's tables: ${mistakes}`))
}
