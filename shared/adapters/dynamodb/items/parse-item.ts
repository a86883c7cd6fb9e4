import * as v from 'valibot'

import { StoreError } from '../access/store-error.ts'
import type { Item, Key } from '../access/table-access.ts'

/**
 * What every item of ours carries; a later shape gets a higher number, and this code then refuses to guess.
 */
export const SCHEMA_VERSION = 1

/**
 * The item as its type, or `StoreError` with its key and every field that does not fit. Unknown fields are
 * dropped; an item that says no schema version was not written by us.
 */
export function parseItem<T>(schema: v.GenericSchema<unknown, T>, item: Item, key: Key): T {
  const version = item.schemaVersion
  if (version !== SCHEMA_VERSION) {
    throw misfit(key, [`schemaVersion: expected ${String(SCHEMA_VERSION)}, got ${shown(version)}`])
  }
  const parsed = v.safeParse(schema, item)
  if (parsed.success) return parsed.output
  throw misfit(
    key,
    parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'item'}: ${issue.message}`),
  )
}

/**
 * Empty for an item that does not fit: put there by hand or by a later version, it must not keep the others
 * from being read.
 */
export function readable<T>(parse: () => T): T[] {
  try {
    return [parse()]
  } catch (error) {
    if (error instanceof StoreError) return []
    throw error
  }
}

function misfit(key: Key, problems: readonly string[]): StoreError {
  return new StoreError(
    `the stored item ${Object.values(key).join(' ')} does not fit: ${problems.join('; ')}`,
  )
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
