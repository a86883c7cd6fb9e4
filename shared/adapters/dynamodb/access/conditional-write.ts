import type { Ids } from '../../../app/ports/clock.ts'
import { SCHEMA_VERSION } from '../items/parse-item.ts'
import type { Expression, Item, Key, TableAccess } from './table-access.ts'

/** Marks who wrote an item as it stands; new with each conditional put. */
export const WRITE_ID = 'writeId'

/**
 * Puts the item if the condition holds; `true` when it stands and is ours. The SDK retries a write whose
 * answer was lost, and the retry of one that was carried out fails its own condition: so a failed condition
 * is read back, consistently, and our own `writeId` there means that we won.
 */
export async function putIf(
  table: TableAccess,
  ids: Ids,
  key: Key,
  fields: Item,
  condition: Expression,
): Promise<boolean> {
  const writeId = ids.token()
  if (await table.put(key, { ...fields, [WRITE_ID]: writeId }, condition)) return true
  const standing = await table.get(key)
  return standing?.[WRITE_ID] === writeId
}

/**
 * The same for an item that has versions: puts it if the stored one is `version - 1`; for 1: if nothing is
 * stored, or something from before it had versions.
 */
export function putNextVersion(
  table: TableAccess,
  ids: Ids,
  key: Key,
  fields: Item & { version: number },
): Promise<boolean> {
  const { version } = fields
  const condition =
    version === 1
      ? { expression: 'attribute_not_exists(#version)' }
      : { expression: '#version = :before', values: { before: version - 1 } }
  return putIf(table, ids, key, { ...fields, schemaVersion: SCHEMA_VERSION }, condition)
}
