import { isDeepStrictEqual } from 'node:util'

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import type { Ids } from '../../app/ports/clock.ts'
import type { MonitorRow, MonitorStore } from '../../app/ports/monitor-store.ts'
import { OPERATED_ATTRIBUTES } from '../../core/aws/people.ts'
import { WRITE_ID, changeIf, putIf } from './access/conditional-write.ts'
import { type Attributes, unmarshal } from './access/marshal.ts'
import { SCHEMA_VERSION } from './items/parse-item.ts'
import { type Expression, type Item, tableAccess } from './access/table-access.ts'

/**
 * The Monitors table. Its rows are also written by hand, so anything is read: what is no whole revision
 * counts as 0, what is not marked as the stack's is the table's. `definition` holds every other attribute,
 * `monitorId` included.
 */
export function dynamoMonitorStore(options: {
  client: DynamoDBClient
  tableName: string
  ids: Ids
}): MonitorStore {
  const { client, tableName, ids } = options
  const table = tableAccess(client, tableName)

  return {
    async find(monitorId) {
      const item = await table.get({ monitorId })
      return item && rowOf(item)
    },

    async list() {
      const rows: MonitorRow[] = []
      for await (const item of table.scan()) rows.push(rowOf(item))
      return rows
    },

    async put({ monitorId, managedBy, revision, definition }, before) {
      const standing = await table.getStored({ monitorId })
      const item = standing && unmarshal(standing)
      if (!isDeepStrictEqual(item && rowOf(item), before)) return false
      const fields = { ...definition, managedBy, revision, schemaVersion: SCHEMA_VERSION }
      if (!item) return putIf(table, ids, { monitorId }, fields, asItStood(standing))
      // Who may only pause must not need the right to say who manages the monitor.
      const held = { ...item, managedBy: rowOf(item).managedBy }
      const condition = asItStood(standing, isOperated(held, fields) ? OPERATED : undefined)
      return changeIf(table, ids, { monitorId }, { before: held, fields }, condition)
    },

    async remove(before) {
      const { monitorId } = before
      const standing = await table.getStored({ monitorId })
      if (!standing) return true
      if (!isDeepStrictEqual(rowOf(unmarshal(standing)), before)) return false
      if (await table.delete({ monitorId }, asItStood(standing))) return true
      // A delete leaves no mark: that the row is gone is all that was asked.
      return (await table.get({ monitorId })) === undefined
    },
  }
}

const OPERATED: readonly string[] = OPERATED_ATTRIBUTES

/** What is ours in a row, and no part of the definition. */
const BESIDE_DEFINITION: readonly string[] = ['managedBy', 'revision', 'schemaVersion', WRITE_ID]

function rowOf(item: Item): MonitorRow {
  return {
    monitorId: String(item.monitorId),
    managedBy: item.managedBy === 'stack' ? 'stack' : 'table',
    revision: revisionOf(item),
    definition: Object.fromEntries(
      Object.entries(item).filter(([name]) => !BESIDE_DEFINITION.includes(name)),
    ),
  }
}

/** People type numbers as text too. */
function revisionOf({ revision }: Item): number {
  const number = typeof revision === 'string' && /^\d+$/.test(revision) ? Number(revision) : revision
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : 0
}

/** Fields that somebody may add to a row that has none of them. */
const ADDED = [
  ...['revision', 'managedBy', 'name', 'note', 'enabled', 'pausedUntil', 'smtp', 'timeoutSeconds'],
  ...['intervalMinutes', 'slow', 'alerts', 'maintenance', 'tags'],
]
/** A condition takes 300 operators; a row with more attributes than this is no monitor. */
const MOST_COMPARED = 100

/**
 * Whether nothing changes but what people who operate may write. Only fields that differ are written, so that
 * an edit of another field is not lost; and a policy counts the attributes that a condition names.
 */
function isOperated(before: Item, after: Item): boolean {
  const names = Object.keys({ ...before, ...after })
  const changed = names.filter((name) => !isDeepStrictEqual(before[name], after[name]))
  return changed.every((name) => OPERATED.includes(name))
}

/**
 * Holds while every attribute is what was read, in whatever spelling, and none of ours was added; `only`: of
 * these names.
 */
function asItStood(standing: Attributes | undefined, only?: readonly string[]): Expression {
  if (!standing) return { expression: 'attribute_not_exists(#monitorId)' }
  const has = (name: string) => standing[name] !== undefined
  const counts = (name: string) => only?.includes(name) ?? true
  const held = Object.keys(standing).filter(has).filter(counts).slice(0, MOST_COMPARED)
  const absent = ADDED.filter((name) => !has(name)).filter(counts)
  const short = (names: readonly string[], prefix: string) =>
    names.map((name, index) => [prefix + index.toString(36), name] as const)
  const [compared, missing] = [short(held, 'h'), short(absent, 'n')]
  return {
    expression: [
      ...compared.map(([alias]) => `#${alias} = :${alias}`),
      ...missing.map(([alias]) => `attribute_not_exists(#${alias})`),
    ].join(' AND '),
    names: Object.fromEntries([...compared, ...missing]),
    stored: Object.fromEntries(compared.map(([alias, name]) => [alias, standing[name]])) as Attributes,
  }
}
