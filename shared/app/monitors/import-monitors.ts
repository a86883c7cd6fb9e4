import { isDeepStrictEqual } from 'node:util'

import type { MonitorRow, MonitorStore } from '../ports/monitor-store.ts'
import { allowingClear } from '../../core/definition/clear-logins.ts'
import { type WrittenDefinition, keptSides, operational, plain } from './sync-monitors.ts'

/** Rows written at once: a large file takes seconds instead of minutes, and no table is hurried by it. */
const AT_ONCE = 8

/** A row to be put, and the one that it replaces; `undefined`: there is none yet. */
interface Write {
  row: MonitorRow
  before: MonitorRow | undefined
}

/** What an import would do. Nothing is written yet. */
export interface ImportPlan {
  added: readonly Write[]
  /** Rows that are there and say something else. */
  updated: readonly Write[]
  unchanged: readonly string[]
  /** Ids that belong to the stack's file: no import may change these. */
  managedByStack: readonly string[]
}

export interface ImportReport {
  added: readonly string[]
  updated: readonly string[]
  /**
   * Rows that could not be written; the import stopped there. `undefined` for a row that somebody else had
   * written meanwhile.
   */
  failed: readonly { monitorId: string; error: unknown }[]
  /** Ids that it did not come to. */
  left: readonly string[]
}

/**
 * Compares definitions, in which no mistake was found, with the rows that stand. What people set while a
 * monitor runs stays unless the definition says otherwise: an import of the file in version control ends no
 * pause, nor takes away the leave to log in in the clear.
 */
export function planImport(
  definitions: readonly WrittenDefinition[],
  rows: readonly MonitorRow[],
): ImportPlan {
  const standing = new Map(rows.map((row) => [row.monitorId, row]))
  const added: Write[] = []
  const updated: Write[] = []
  const unchanged: string[] = []
  const managedByStack: string[] = []
  for (const written of definitions) {
    const { monitorId } = written
    const before = standing.get(monitorId)
    const definition = {
      ...operational(before),
      ...allowingClear(plain(written), keptSides(written, before)),
    }
    const row = { monitorId, managedBy: 'table', revision: (before?.revision ?? 0) + 1, definition } as const
    if (!before) added.push({ row, before })
    else if (before.managedBy === 'stack') managedByStack.push(monitorId)
    else if (isDeepStrictEqual(definition, before.definition)) unchanged.push(monitorId)
    else updated.push({ row, before })
  }
  return { added, updated, unchanged, managedByStack }
}

/**
 * Writes what is planned, and stops soon after the first row that cannot be written; what is written stays.
 * Never throws.
 */
export async function carryOut(plan: ImportPlan, store: MonitorStore): Promise<ImportReport> {
  const writes = [...plan.added, ...plan.updated]
  const done: Write[] = []
  const failed: { monitorId: string; error: unknown }[] = []
  let next = 0
  while (next < writes.length && failed.length === 0) {
    const batch = writes.slice(next, next + AT_ONCE)
    next += batch.length
    await Promise.all(
      batch.map(async (write) => {
        const { monitorId } = write.row
        try {
          if (await store.put(write.row, write.before)) done.push(write)
          else failed.push({ monitorId, error: undefined })
        } catch (error) {
          failed.push({ monitorId, error })
        }
      }),
    )
  }
  const idsIn = (list: readonly Write[]) => list.map(({ row }) => row.monitorId)
  return {
    added: idsIn(plan.added.filter((write) => done.includes(write))),
    updated: idsIn(plan.updated.filter((write) => done.includes(write))),
    failed,
    left: idsIn(writes.slice(next)),
  }
}
