import { isDeepStrictEqual } from 'node:util'

import { type WrittenDefinition, plain } from '../shared/app/monitors/sync-monitors.ts'
import type { WrittenRow } from '../shared/app/ports/run-ports.ts'
import { OPERATIONAL_FIELDS } from '../shared/core/definition/definition-hash.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Tells whether a row says what the user's own file says, word for word; what is set while a monitor runs
 * makes no difference. Who a row says has written it does not count: that is a field like any other.
 */
export function ownDefinitions(definitions: readonly WrittenDefinition[]): (row: WrittenRow) => boolean {
  const own = new Map<unknown, Fields>(
    definitions.map((definition) => [definition.monitorId, lasting(plain(definition))]),
  )
  return ({ definition }) => isDeepStrictEqual(lasting(definition), own.get(definition.monitorId))
}

function lasting(definition: Fields): Fields {
  const operational: readonly string[] = OPERATIONAL_FIELDS
  return Object.fromEntries(Object.entries(definition).filter(([name]) => !operational.includes(name)))
}
