import { OPERATIONAL_FIELDS, definitionHash } from '../../core/definition/definition-hash.ts'
import { CLEAR_ALLOWED, allowingClear } from '../../core/definition/clear-logins.ts'
import { isRecord } from '../../core/definition/fields/fields.ts'
import { tellsNoOther } from '../../core/definition/told-servers.ts'
import { SIDES, type Side } from '../../core/time/phases.ts'
import type { MonitorRow, MonitorStore } from '../ports/monitor-store.ts'
import { changeStored } from '../store/change-stored.ts'

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

export interface SyncOptions {
  /** Called before the row of a monitor that left the file is removed. */
  beforeRemoval?: (monitorId: string) => Promise<void>
  /**
   * Whether `tls: "opportunistic"` of this side of a row may be what an upgrade wrote: it then stays while the
   * file says nothing of TLS and names the same server.
   */
  mayKeepClear?: (monitorId: string, side: Side) => boolean
}

/**
 * Makes the rows marked `stack` those of the stack's own file: adds, updates and removes rows, and writes
 * nothing where all is as it should be. What people set while a monitor runs stays. It may be repeated, also
 * after it stopped halfway. Throws before it writes anything when an id belongs to a monitor of the table,
 * naming every such id.
 */
export async function syncMonitors(
  definitions: readonly WrittenDefinition[],
  store: MonitorStore,
  { beforeRemoval = () => Promise.resolve(), mayKeepClear = () => false }: SyncOptions = {},
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
    const done = await write(definition, rows.get(definition.monitorId), { store, mayKeepClear })
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

function write(
  written: WrittenDefinition,
  listed: MonitorRow | undefined,
  { store, mayKeepClear }: { store: MonitorStore } & Required<Pick<SyncOptions, 'mayKeepClear'>>,
): Promise<'added' | 'updated' | 'unchanged'> {
  const { monitorId } = written
  return beginningWith(listed, monitorId, store, async (row) => {
    if (row?.managedBy === 'table') throw belongToTheTable([monitorId])
    const kept = keptSides(written, row).filter((side) => mayKeepClear(monitorId, side))
    const definition = { ...allowingClear(plain(written), kept), monitorId }
    if (row && sameDefinition(row, definition)) return 'unchanged'
    if (!(await store.put(stackRow(definition, row), row))) return undefined
    return row ? 'updated' : 'added'
  })
}

/**
 * False when the row has become one of the table's in the meantime: it is no longer the stack's to remove.
 */
function remove(listed: MonitorRow, store: MonitorStore): Promise<boolean> {
  const { monitorId } = listed
  return beginningWith(listed, monitorId, store, async (row) => {
    if (row?.managedBy === 'table') return false
    return !row || (await store.remove(row)) || undefined
  })
}

/** Whoever writes in between is read again, and may turn out to be the owner. */
function beginningWith<Answer>(
  listed: MonitorRow | undefined,
  monitorId: string,
  store: MonitorStore,
  change: (row: MonitorRow | undefined) => Promise<Answer | undefined>,
): Promise<Answer> {
  let row = listed
  async function attempt() {
    const answer = await change(row)
    if (answer === undefined) row = await store.find(monitorId)
    return answer
  }
  const options = { mostTries: 5, meanwhile: 'it was written; try again' }
  return changeStored(`the row of monitor ${monitorId}`, attempt, options)
}

function stackRow(definition: WrittenDefinition, before: MonitorRow | undefined): MonitorRow {
  return {
    monitorId: definition.monitorId,
    managedBy: 'stack',
    revision: (before?.revision ?? 0) + 1,
    definition: { ...plain(definition), ...operational(before) },
  }
}

/** Sides that go on in the clear as the row has it: the file says nothing of TLS, and names no other server. */
export function keptSides(written: WrittenDefinition, row: MonitorRow | undefined): Side[] {
  const fields = plain(written)
  return SIDES.filter((side) => {
    const [now, before] = [fields[side], row?.definition[side]]
    if (!isRecord(now) || !isRecord(before)) return false
    const isKept = before.tls === CLEAR_ALLOWED && now.tls === undefined
    return isKept && tellsNoOther(now, before, side)
  })
}

/** The id is the row's own: a store may or may not repeat it in the definition. */
function sameDefinition(row: MonitorRow, definition: WrittenDefinition): boolean {
  const { monitorId } = row
  return definitionHash({ ...row.definition, monitorId }) === definitionHash({ ...definition, monitorId })
}

/** What people set in the row while the monitor runs. */
export function operational(row: MonitorRow | undefined): Fields {
  const set = OPERATIONAL_FIELDS.filter((name) => row?.definition[name] !== undefined)
  return Object.fromEntries(set.map((name) => [name, row?.definition[name]]))
}

/** As JSON carries it: without fields that are `undefined`, which no table can hold. */
export function plain(definition: WrittenDefinition): Fields {
  return JSON.parse(JSON.stringify(definition)) as Fields
}

function belongToTheTable(monitorIds: readonly string[]): Error {
  return new Error(
    `the stack's file defines monitors that the Monitors table owns: ${monitorIds.join(', ')}; ` +
      'give them other ids in the file, or remove their rows from the table',
  )
}
