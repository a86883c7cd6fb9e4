import { isDeepStrictEqual } from 'node:util'

import type { DefinitionSource, Problem } from '../../core/definition/monitor.ts'
import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import type { MonitorRow, MonitorStore } from '../ports/monitor-store.ts'
import { retryOnConflict } from '../store/change-stored.ts'

export type Refusal =
  | { kind: 'no-monitor' }
  /** The stack's file says what this monitor is; only what is set while it runs may be changed in its row. */
  | { kind: 'managed-by-stack' }
  /** Somebody else has written the row, or keeps writing it: nothing was changed. */
  | { kind: 'conflict' }

export type Changed = { kind: 'changed' | 'unchanged'; row: MonitorRow } | Refusal

type Fields = Readonly<Record<string, unknown>>

/**
 * Sets `pausedUntil`, an instant as the row holds it, whoever manages the monitor and whatever else the row
 * says.
 */
export function pauseMonitor(monitorId: string, pausedUntil: string, store: MonitorStore): Promise<Changed> {
  return changeRow(monitorId, store, ({ definition }) => ({ ...definition, pausedUntil }))
}

/**
 * Takes `pausedUntil` away, and `enabled: false` too where that is the table's to say. A stack monitor that
 * its file disables stays disabled: `stillDisabled`.
 */
export function resumeMonitor(monitorId: string, store: MonitorStore): Promise<Changed> {
  return changeRow(monitorId, store, ({ definition, managedBy }) => {
    const { pausedUntil, ...running } = definition
    if (managedBy === 'stack' || running.enabled !== false) return running
    const { enabled, ...enabledByDefault } = running
    return enabledByDefault
  })
}

export function stillDisabled({ managedBy, definition }: MonitorRow): boolean {
  return managedBy === 'stack' && definition.enabled === false
}

/** Removes a monitor of the table. Its results stay. */
export async function removeMonitor(
  monitorId: string,
  store: MonitorStore,
): Promise<{ kind: 'removed' } | Refusal> {
  let seen = false
  const removed = await retryOnConflict<{ kind: 'removed' } | Refusal>(async () => {
    const row = await store.find(monitorId)
    // After the first look a row that is gone is as it was asked to be, whoever did it.
    if (!row) return { kind: seen ? 'removed' : 'no-monitor' }
    seen = true
    if (row.managedBy === 'stack') return { kind: 'managed-by-stack' }
    return (await store.remove(row)) ? { kind: 'removed' } : undefined
  })
  return removed ?? { kind: 'conflict' }
}

/**
 * Puts a new definition over the row `read`, unless somebody has changed that since, also by hand and without
 * a new revision. All mistakes of the definition at once; with any, nothing is written.
 */
export async function redefineMonitor(
  read: MonitorRow,
  definition: Fields,
  { store, source }: { store: MonitorStore; source: DefinitionSource },
): Promise<Changed | { kind: 'mistakes'; problems: readonly Problem[] }> {
  if (read.managedBy === 'stack') return { kind: 'managed-by-stack' }
  const problems = problemsOf(read.monitorId, definition, source)
  if (problems.length > 0) return { kind: 'mistakes', problems }
  const standing = await store.find(read.monitorId)
  if (!standing) return { kind: 'no-monitor' }
  if (!isDeepStrictEqual(standing, read)) return { kind: 'conflict' }
  if (isDeepStrictEqual(standing.definition, definition)) return { kind: 'unchanged', row: standing }
  const row = { ...standing, revision: standing.revision + 1, definition }
  return (await store.put(row, standing)) ? { kind: 'changed', row } : { kind: 'conflict' }
}

function problemsOf(monitorId: string, definition: Fields, source: DefinitionSource): readonly Problem[] {
  const parsed = parseMonitor(definition, source)
  if (!parsed.ok) return parsed.problems
  if (parsed.monitor.monitorId === monitorId) return []
  const message = `expected ${monitorId}: the id of a monitor stays; add another monitor instead, and remove this one`
  return [{ path: 'monitorId', message }]
}

/**
 * A change that does not depend on the rest of the row: whoever writes in between is read again, and nothing
 * of theirs is lost.
 */
export async function changeRow(
  monitorId: string,
  store: MonitorStore,
  change: (row: MonitorRow) => Fields,
): Promise<Changed> {
  const changed = await retryOnConflict<Changed>(async () => {
    const standing = await store.find(monitorId)
    if (!standing) return { kind: 'no-monitor' }
    const definition = change(standing)
    if (isDeepStrictEqual(definition, standing.definition)) return { kind: 'unchanged', row: standing }
    const row = { ...standing, revision: standing.revision + 1, definition }
    return (await store.put(row, standing)) ? { kind: 'changed', row } : undefined
  })
  return changed ?? { kind: 'conflict' }
}
