import { OPERATIONAL_FIELDS, definitionHash } from '../../core/definition/definition-hash.ts'
import type { MonitorRow, MonitorStore } from '../ports/monitor-store.ts'

/** People edit rows by hand: nobody does so more than a few times in a second. */
const MOST_TRIES = 5

/** A definition as it was written, after `parseMonitors` found no mistake in it. */
export interface WrittenDefinition {
  readonly monitorId: string
}

/** What became of each monitor, by id. */
export interface SyncReport {
  added: readonly string[]
  updated: readonly string[]
  removed: readonly string[]
  unchanged: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Makes the rows marked `stack` those of the stack's own file: adds, updates and removes rows, and writes nothing where all is
 * as it should be. What people set while a monitor runs stays. It may be repeated, also after it stopped halfway. Throws before
 * it writes anything when an id belongs to a monitor of the table, naming every such id.
 */
export async function syncMonitors(
  definitions: readonly WrittenDefinition[],
  store: MonitorStore,
  /** Called before the row of a monitor that left the file is removed. */
  beforeRemoval: (monitorId: string) => Promise<void> = () => Promise.resolve(),
): Promise<SyncReport> {
  const rows = new Map((await store.list()).map((row) => [row.monitorId, row]))
  const taken = definitions.filter(({ monitorId }) => rows.get(monitorId)?.managedBy === 'table')
  if (taken.length > 0) throw belongToTheTable(taken.map(({ monitorId }) => monitorId))

  const report = {
    added: [] as string[],
    updated: [] as string[],
    removed: [] as string[],
    unchanged: [] as string[],
  }
  for (const definition of definitions) {
    const done = await write(definition, rows.get(definition.monitorId), store)
    report[done].push(definition.monitorId)
  }
  const defined = new Set(definitions.map(({ monitorId }) => monitorId))
  for (const row of rows.values()) {
    if (row.managedBy !== 'stack' || defined.has(row.monitorId)) continue
    await beforeRemoval(row.monitorId)
    if (await remove(row, store)) report.removed.push(row.monitorId)
  }
  return report
}

/** `listed` is only where it begins: whoever writes in between is read again, and may turn out to be the owner. */
async function write(
  definition: WrittenDefinition,
  listed: MonitorRow | undefined,
  store: MonitorStore,
): Promise<'added' | 'updated' | 'unchanged'> {
  const { monitorId } = definition
  let row = listed
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (row?.managedBy === 'table') throw belongToTheTable([monitorId])
    if (row && sameDefinition(row, definition)) return 'unchanged'
    const next = stackRow(definition, row)
    if (await store.put(next, row?.revision)) return row ? 'updated' : 'added'
    row = await store.find(monitorId)
  }
  throw keepsChanging(monitorId)
}

/** False when the row has become one of the table's in the meantime: it is no longer the stack's to remove. */
async function remove(listed: MonitorRow, store: MonitorStore): Promise<boolean> {
  let row: MonitorRow | undefined = listed
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (row?.managedBy === 'table') return false
    if (!row || (await store.remove(row.monitorId, row.revision))) return true
    row = await store.find(listed.monitorId)
  }
  throw keepsChanging(listed.monitorId)
}

function stackRow(definition: WrittenDefinition, before: MonitorRow | undefined): MonitorRow {
  const kept = OPERATIONAL_FIELDS.filter((name) => before?.definition[name] !== undefined)
  const operational = Object.fromEntries(kept.map((name) => [name, before?.definition[name]]))
  return {
    monitorId: definition.monitorId,
    managedBy: 'stack',
    revision: (before?.revision ?? 0) + 1,
    definition: { ...plain(definition), ...operational },
  }
}

/** The id is the row's own: a store may or may not repeat it in the definition. */
function sameDefinition(row: MonitorRow, definition: WrittenDefinition): boolean {
  const { monitorId } = row
  return definitionHash({ ...row.definition, monitorId }) === definitionHash({ ...definition, monitorId })
}

/** As JSON carries it: without fields that are `undefined`, which no table can hold. */
function plain(definition: WrittenDefinition): Fields {
  return JSON.parse(JSON.stringify(definition)) as Fields
}

function belongToTheTable(monitorIds: readonly string[]): Error {
  return new Error(
    `the stack's file defines monitors that the Monitors table owns: ${monitorIds.join(', ')}; ` +
      'give them other ids in the file, or remove their rows from the table',
  )
}

function keepsChanging(monitorId: string): Error {
  return new Error(
    `the row of monitor ${monitorId} changed ${MOST_TRIES} times while it was written; try again`,
  )
}
