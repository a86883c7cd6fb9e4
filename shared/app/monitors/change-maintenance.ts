import { isDeepStrictEqual } from 'node:util'

import { readMaintenance } from '../../core/definition/written-windows.ts'
import type { MaintenanceWindow } from '../../core/maintenance/window.ts'
import type { Problem } from '../../core/definition/monitor.ts'
import { type Refusal, changeRow } from './change-monitor.ts'
import type { MonitorStore } from '../ports/monitor-store.ts'
import type { TagWindowStore } from '../ports/stores/tag-windows.ts'
import { retryOnConflict } from '../store/change-stored.ts'

/** Whose windows: those in a monitor's row, or those of every monitor that has the tag. */
export type Owner = { kind: 'monitor'; monitorId: string } | { kind: 'tag'; tag: string }

export interface MaintenancePorts {
  monitors: MonitorStore
  runs: TagWindowStore
}

/** One window as it stands, numbered from 1 among those of its owner. */
export interface Entry {
  number: number
  /** As a row holds it, also where somebody typed it in wrong. */
  written: unknown
  window?: MaintenanceWindow
  /** What keeps it from being one; paths from the window on. */
  problems: readonly Problem[]
}

export type WindowsChanged = { kind: 'changed' | 'unchanged'; entries: readonly Entry[] } | Refusal

/**
 * Windows of all tags together: they are one item of the table, which holds so many with their longest notes.
 */
export const MOST_TAG_WINDOWS = 200

/**
 * What stands in the field of a row. What is no list is one entry with a mistake, so that it can be shown and
 * removed.
 */
export function entriesOf(written: unknown): readonly Entry[] {
  const list: readonly unknown[] = written === undefined ? [] : Array.isArray(written) ? written : [written]
  return list.map((one, index) => {
    const read = readMaintenance([one])
    const entry = { number: index + 1, written: one }
    return read.ok
      ? { ...entry, ...(read.windows[0] && { window: read.windows[0] }), problems: [] }
      : { ...entry, problems: read.problems.map(withoutIndex) }
  })
}

/**
 * Adds a window that `readMaintenance` took, whoever manages the monitor and whatever else its row says; one
 * that is there already changes nothing. Answers the entry. `mistakes`: with it the list would be none.
 */
export async function addWindow(
  owner: Owner,
  window: MaintenanceWindow,
  ports: MaintenancePorts,
): Promise<WindowsChanged | { kind: 'mistakes'; problems: readonly Problem[] }> {
  let problems: readonly Problem[] = []
  let added: readonly Entry[] = []
  const done = await changeEntries(owner, ports, (standing, ofOthers) => {
    const same = standing.find((entry) => isDeepStrictEqual(entry.window, window))
    const list = [...standing.map(({ written }) => written), window]
    const read = owner.kind === 'tag' ? tagMistakes(ofOthers + list.length) : mistakesOf(list)
    problems = same ? [] : read
    added = [same ?? { number: list.length, written: window, window, problems: [] }]
    return same || problems.length > 0 ? undefined : list
  })
  if (problems.length > 0) return { kind: 'mistakes', problems }
  return typeof done === 'string' ? { kind: done, entries: added } : done
}

/**
 * Removes the windows that are chosen of those first read, and answers them; whoever changes others meanwhile
 * loses nothing.
 */
export async function removeWindows(
  owner: Owner,
  choose: (standing: readonly Entry[]) => readonly Entry[],
  ports: MaintenancePorts,
): Promise<WindowsChanged> {
  let chosen: readonly Entry[] | undefined
  const done = await changeEntries(owner, ports, (standing) => {
    const toRemove = (chosen ??= choose(standing))
    const left = standing.filter(
      ({ written }) => !toRemove.some((one) => isDeepStrictEqual(one.written, written)),
    )
    return left.length < standing.length ? left.map(({ written }) => written) : undefined
  })
  return typeof done === 'string' ? { kind: done, entries: chosen ?? [] } : done
}

/**
 * `change` answers the owner's new list, `undefined` to leave it as it is; it is asked again with what
 * somebody else wrote first.
 */
type Change = (standing: readonly Entry[], windowsOfOthers: number) => readonly unknown[] | undefined

async function changeEntries(
  owner: Owner,
  ports: MaintenancePorts,
  change: Change,
): Promise<'changed' | 'unchanged' | Refusal> {
  if (owner.kind === 'tag') return changeTag(owner.tag, ports, change)
  const done = await changeRow(owner.monitorId, ports.monitors, ({ definition }) => {
    const list = change(entriesOf(definition.maintenance), 0)
    if (!list) return definition
    const { maintenance: _before, ...rest } = definition
    return list.length > 0 ? { ...rest, maintenance: list } : rest
  })
  return 'row' in done ? done.kind : done
}

async function changeTag(
  tag: string,
  { runs }: MaintenancePorts,
  change: Change,
): Promise<'changed' | 'unchanged' | Refusal> {
  const changed = await retryOnConflict(async () => {
    const { version, windows } = await runs.findTagWindows()
    const others = windows.filter((one) => one.tag !== tag)
    const own = windows.flatMap((one) => (one.tag === tag ? [one.window] : []))
    const list = change(entriesOf(own), others.length)
    if (!list) return 'unchanged'
    // The schema took the new one, and what stands there was put by this same way.
    const next = [...others, ...(list as readonly MaintenanceWindow[]).map((window) => ({ tag, window }))]
    return (await runs.putTagWindows({ version: version + 1, windows: next })) ? 'changed' : undefined
  })
  return changed ?? { kind: 'conflict' }
}

function mistakesOf(list: readonly unknown[]): readonly Problem[] {
  const read = readMaintenance(list)
  return read.ok ? [] : read.problems.map(({ path, message }) => ({ path: `maintenance${path}`, message }))
}

function tagMistakes(count: number): readonly Problem[] {
  if (count <= MOST_TAG_WINDOWS) return []
  return [{ path: '', message: `expected at most ${MOST_TAG_WINDOWS} windows of all tags together` }]
}

function withoutIndex({ path, message }: Problem): Problem {
  return { path: path.replace(/^\[0\]\.?/, ''), message }
}
