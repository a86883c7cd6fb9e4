import * as v from 'valibot'

import { parse } from '../runtime/parse.ts'

const schema = v.object({ RequestType: v.picklist(['Create', 'Update', 'Delete']) })

/** Whether the stack goes: then nothing is to be upgraded. Throws naming every field at fault. */
export function isDeletion(event: unknown): boolean {
  const { RequestType } = parse(
    schema,
    event,
    (mistakes) => new Error(`not an event of the stack's upgrade: ${mistakes}`),
  )
  return RequestType === 'Delete'
}
