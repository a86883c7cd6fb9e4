import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import type { Ids } from '../../app/ports/clock.ts'
import type { MonitorRow, MonitorStore } from '../../app/ports/monitor-store.ts'
import { WRITE_ID, changeIf, putIf } from './access/conditional-write.ts'
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

    async put({ monitorId, managedBy, revision, definition }, revisionBefore) {
      const standing = await table.get({ monitorId })
      if (standing ? revisionOf(standing) !== revisionBefore : revisionBefore !== undefined) return false
      const fields = { ...definition, managedBy, revision, schemaVersion: SCHEMA_VERSION }
      const condition = asItStood(standing)
      if (!standing) return putIf(table, ids, { monitorId }, fields, condition)
      // Who may only pause must not need the right to say who manages the monitor.
      const before = { ...standing, managedBy: rowOf(standing).managedBy }
      return changeIf(table, ids, { monitorId }, { before, fields }, condition)
    },

    async remove(monitorId, revisionBefore) {
      const standing = await table.get({ monitorId })
      if (!standing) return true
      if (revisionOf(standing) !== revisionBefore) return false
      if (await table.delete({ monitorId }, asItStood(standing))) return true
      // A delete leaves no mark: that the row is gone is all that was asked.
      return (await table.get({ monitorId })) === undefined
    },
  }
}

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

/** Holds while the row's revision is what was read, in whatever spelling. */
function asItStood(standing: Item | undefined): Expression {
  if (!standing) return { expression: 'attribute_not_exists(#monitorId)' }
  const { revision } = standing
  return revision === undefined
    ? { expression: 'attribute_exists(#monitorId) AND attribute_not_exists(#revision)' }
    : { expression: '#revision = :before', values: { before: revision } }
}
