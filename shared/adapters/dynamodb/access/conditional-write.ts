import { isDeepStrictEqual } from 'node:util'

import type { Ids } from '../../../app/ports/clock.ts'
import { SCHEMA_VERSION } from '../items/parse-item.ts'
import type { Expression, Item, Key, TableAccess } from './table-access.ts'

/** Marks who wrote an item as it stands; new with each conditional put. */
export const WRITE_ID = 'writeId'
/** 64 bits tell apart the few who write one item at once; each item carries it. */
const MARK_LENGTH = 16

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
  return wins(table, ids, key, (mark) => table.put(key, { ...fields, ...mark }, condition))
}

/** An expression names attributes by `#name`; the database of local mode takes short ones. */
const NAMEABLE = /^\w{1,40}$/
const MOST_NAMED = 8

/**
 * The same for an item that was read: makes it these fields by an update of those alone that differ, so that
 * a policy can allow some attributes and not others. Where they are many, or one has a name that no expression
 * takes, the whole item is put.
 */
export async function changeIf(
  table: TableAccess,
  ids: Ids,
  key: Key,
  { before, fields }: { before: Item; fields: Item },
  condition: Expression,
): Promise<boolean> {
  const names = Object.keys({ ...before, ...fields, [WRITE_ID]: '' }).filter(
    (name) => !(name in key) && (name === WRITE_ID || !isDeepStrictEqual(before[name], fields[name])),
  )
  if (names.length > MOST_NAMED || !names.every((name) => NAMEABLE.test(name)))
    return putIf(table, ids, key, fields, condition)
  return wins(table, ids, key, (mark) =>
    table.update(key, assignment(names, { ...fields, ...mark }), condition),
  )
}

/** Sets these attributes to what they are in `to`, and removes those that it lacks. */
function assignment(names: readonly string[], to: Item): Expression {
  const set = names.filter((name) => to[name] !== undefined)
  const removed = names.filter((name) => to[name] === undefined)
  const sets = set.map((name, place) => `#${name} = :set${place}`).join(', ')
  const removes = removed.length === 0 ? '' : ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}`
  return {
    expression: `SET ${sets}${removes}`,
    values: Object.fromEntries(set.map((name, place) => [`set${place}`, to[name]])),
  }
}

async function wins(
  table: TableAccess,
  ids: Ids,
  key: Key,
  write: (mark: Item) => Promise<boolean>,
): Promise<boolean> {
  const writeId = ids.token().slice(-MARK_LENGTH)
  if (await write({ [WRITE_ID]: writeId })) return true
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
