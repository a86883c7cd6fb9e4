import { parseMonitors } from '../../core/definition/parse-monitor.ts'
import type { DefinePorts, Mistakes } from './change-monitor.ts'
import { type ImportPlan, carryOut, planImport } from './import-monitors.ts'
import type { WrittenDefinition } from './sync-monitors.ts'

export interface ImportWish {
  /** Whether rows that say something else are changed. */
  replace: boolean
  /** Answers what would be done, and writes nothing. */
  dryRun: boolean
}

/** What was done, or would be. */
export interface Imported {
  kind: 'imported'
  dryRun: boolean
  added: readonly string[]
  updated: readonly string[]
  unchanged: readonly string[]
}

export type ImportRefusal =
  | Mistakes
  | { kind: 'managed-by-stack'; monitorIds: readonly string[] }
  /** They are there with another definition, and `replace` was not said. */
  | { kind: 'different'; monitorIds: readonly string[] }
  /** Somebody has changed these meanwhile; the others before them are written. */
  | { kind: 'conflict'; monitorIds: readonly string[]; written: readonly string[] }

/**
 * Writes definitions into the table. With a mistake in any of them, or an id of the stack's file, nothing is
 * written. Throws what the store throws; what is written by then stays, and the same import goes on.
 */
export async function importDefinitions(
  definitions: readonly unknown[],
  { replace, dryRun }: ImportWish,
  { store, ...known }: DefinePorts,
): Promise<Imported | ImportRefusal> {
  const parsed = parseMonitors(definitions, known.source, known)
  if (!parsed.ok) return { kind: 'mistakes', problems: parsed.problems }
  const plan = planImport(definitions as readonly WrittenDefinition[], await store.list())
  const { managedByStack, unchanged } = plan
  if (managedByStack.length > 0) return { kind: 'managed-by-stack', monitorIds: managedByStack }
  const planned = { added: idsOf(plan.added), updated: idsOf(plan.updated) }
  if (planned.updated.length > 0 && !replace) return { kind: 'different', monitorIds: planned.updated }
  if (dryRun) return { kind: 'imported', dryRun, ...planned, unchanged }
  const { added, updated, failed } = await carryOut(plan, store)
  for (const { error } of failed) if (error !== undefined) throw error as Error
  if (failed.length === 0) return { kind: 'imported', dryRun, added, updated, unchanged }
  return {
    kind: 'conflict',
    monitorIds: failed.map(({ monitorId }) => monitorId),
    written: [...added, ...updated],
  }
}

function idsOf(writes: ImportPlan['added']): string[] {
  return writes.map(({ row }) => row.monitorId)
}
