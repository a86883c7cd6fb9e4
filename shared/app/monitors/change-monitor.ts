import { isDeepStrictEqual } from 'node:util'

import type { DefinitionSource, Problem } from '../../core/definition/monitor.ts'
import type { KnownLocations } from '../../core/location/known-locations.ts'
import { mergePatched } from '../../core/definition/merge-patch.ts'
import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import type { BuiltInSender } from '../../core/definition/sender-problems.ts'
import type { MonitorRow, MonitorStore } from '../ports/monitor-store.ts'
import type { TlsSeenStore } from '../ports/stores/tls-seen.ts'
import { retryOnConflict } from '../store/change-stored.ts'

export type Refusal =
  | { kind: 'no-monitor' }
  /** The stack's file says what this monitor is; only what is set while it runs may be changed in its row. */
  | { kind: 'managed-by-stack' }
  /** Somebody else has written the row, or keeps writing it: nothing was changed. */
  | { kind: 'conflict' }

export type Changed = { kind: 'changed' | 'unchanged'; row: MonitorRow } | Refusal

export interface Mistakes {
  kind: 'mistakes'
  problems: readonly Problem[]
}

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

export interface DefinePorts {
  store: MonitorStore
  source: DefinitionSource
  /** What sends for monitors without `smtp`; absent: not known, or the demo server. */
  builtInSender?: BuiltInSender | undefined
  /** Locations that definitions may name; absent: any. */
  knownLocations?: KnownLocations | undefined
}

/** Adds a monitor to the table, unless there is one of this id. All mistakes of the definition at once. */
export async function addMonitor(
  definition: unknown,
  { store, ...known }: DefinePorts,
): Promise<{ kind: 'added'; row: MonitorRow } | { kind: 'exists'; monitorId: string } | Mistakes> {
  const parsed = parseMonitor(definition, known.source, known)
  if (!parsed.ok) return { kind: 'mistakes', problems: parsed.problems }
  const { monitorId } = parsed.monitor
  const row: MonitorRow = { monitorId, managedBy: 'table', revision: 1, definition: definition as Fields }
  return (await store.put(row, undefined)) ? { kind: 'added', row } : { kind: 'exists', monitorId }
}

export interface RemovePorts {
  monitors: MonitorStore
  runs: Pick<TlsSeenStore, 'dropTlsSeen'>
  definitionSource: DefinitionSource
}

/** Removes the row `read`, unless somebody has changed it since. Its results stay. */
export async function removeAsRead(
  read: MonitorRow,
  { monitors, runs, definitionSource }: RemovePorts,
): Promise<{ kind: 'removed' } | Refusal> {
  if (read.managedBy === 'stack') return { kind: 'managed-by-stack' }
  if (!(await monitors.remove(read))) return { kind: 'conflict' }
  // In a stack the reconciler does so.
  if (definitionSource === 'local-table') await runs.dropTlsSeen(read.monitorId)
  return { kind: 'removed' }
}

/** Removes a monitor of the table, whatever its row says by now. Its results stay. */
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
  { store, ...known }: DefinePorts,
): Promise<Changed | Mistakes> {
  if (read.managedBy === 'stack') return { kind: 'managed-by-stack' }
  const problems = problemsOf(read.monitorId, definition, known)
  if (problems.length > 0) return { kind: 'mistakes', problems }
  const standing = await store.find(read.monitorId)
  if (!standing) return { kind: 'no-monitor' }
  if (!isDeepStrictEqual(standing, read)) return { kind: 'conflict' }
  if (isDeepStrictEqual(standing.definition, definition)) return { kind: 'unchanged', row: standing }
  const row = { ...standing, revision: standing.revision + 1, definition }
  return (await store.put(row, standing)) ? { kind: 'changed', row } : { kind: 'conflict' }
}

/** The same with a JSON merge patch (RFC 7396). */
export function patchMonitor(
  read: MonitorRow,
  patch: Fields,
  ports: DefinePorts,
): Promise<Changed | Mistakes> {
  return redefineMonitor(read, mergePatched(read.definition, patch) as Fields, ports)
}

function problemsOf(
  monitorId: string,
  definition: Fields,
  known: Omit<DefinePorts, 'store'>,
): readonly Problem[] {
  const parsed = parseMonitor(definition, known.source, known)
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
