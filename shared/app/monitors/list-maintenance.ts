import { fieldsHash } from '../../core/definition/definition-hash.ts'
import type { Problem } from '../../core/definition/monitor.ts'
import { writtenTags } from '../../core/definition/written-windows.ts'
import { type WindowState, timesBetween, windowState } from '../../core/maintenance/window-state.ts'
import type { MaintenanceWindow } from '../../core/maintenance/window.ts'
import { DAY, type EpochMs } from '../../core/time/units.ts'
import { type Entry, type MaintenancePorts, type Owner, entriesOf } from './change-maintenance.ts'

/** The windows of one owner; of a tag, the monitors that have it now. */
export interface OwnedWindows {
  owner: Owner
  entries: readonly Entry[]
  monitorIds: readonly string[]
}

/** One window in a list. */
export interface ListedWindow {
  /** Names it while it stands as it is written. */
  id: string
  /** Whose it is: a monitor's, or of every monitor with this tag, which are these now. */
  monitorId?: string
  tag?: string
  monitorIds?: readonly string[]
  /** From 1, among those of its owner. */
  number: number
  /** It holds, it comes next, it never comes again, or it has mistakes. */
  state: WindowState['kind'] | 'misconfigured'
  /** When it begins next, and when it ends. */
  from?: EpochMs
  until?: EpochMs
  /** Every time of it within seven days, also the one that it holds now; absent where it has mistakes. */
  week?: readonly { from: EpochMs; until: EpochMs }[]
  window?: MaintenanceWindow
  mistakes?: readonly Problem[]
}

/** Every window of these owners as it stands. */
export function listedWindows(owned: readonly OwnedWindows[], now: EpochMs): ListedWindow[] {
  return owned.flatMap(({ owner: whose, entries, monitorIds }) => {
    const { kind: _kind, ...owner } = whose
    return entries.map((entry) => ({
      id: windowId(whose, entry),
      ...owner,
      ...('tag' in owner && { monitorIds }),
      ...windowNow(entry, now),
    }))
  })
}

export function windowId(owner: Owner, { written }: Pick<Entry, 'written'>): string {
  return fieldsHash({ ...owner, written })
}

function windowNow(
  { number, window, problems }: Entry,
  now: EpochMs,
): Pick<ListedWindow, 'number' | 'state' | 'from' | 'until' | 'week' | 'window' | 'mistakes'> {
  if (!window) return { number, state: 'misconfigured', mistakes: problems }
  const { kind, ...times } = windowState(window, now)
  return { number, state: kind, ...times, week: timesBetween(window, now, now + 7 * DAY), window }
}

/**
 * All owners of windows: monitors by their ids, then tags by their names. With `monitorIds` only those
 * monitors, and the tags they have.
 */
export async function listMaintenance(
  ports: MaintenancePorts,
  monitorIds?: readonly string[],
): Promise<readonly OwnedWindows[]> {
  const rows = (await ports.monitors.list()).filter((row) => monitorIds?.includes(row.monitorId) ?? true)
  const { windows } = await ports.runs.findTagWindows()
  const ofMonitors = rows.map(({ monitorId, definition }): OwnedWindows => ({
    owner: { kind: 'monitor', monitorId },
    entries: entriesOf(definition.maintenance),
    monitorIds: [monitorId],
  }))
  const ofTags = [...new Set(windows.map(({ tag }) => tag))].map((tag): OwnedWindows => ({
    owner: { kind: 'tag', tag },
    entries: entriesOf(windows.flatMap((one) => (one.tag === tag ? [one.window] : []))),
    monitorIds: rows
      .filter(({ definition }) => writtenTags(definition).includes(tag))
      .map(({ monitorId }) => monitorId),
  }))
  const meant = monitorIds ? ofTags.filter((one) => one.monitorIds.length > 0) : ofTags
  return [...ofMonitors.sort(byName), ...meant.sort(byName)].filter(({ entries }) => entries.length > 0)
}

function byName(a: OwnedWindows, b: OwnedWindows): number {
  return nameOf(a.owner) < nameOf(b.owner) ? -1 : 1
}

function nameOf(owner: Owner): string {
  return owner.kind === 'monitor' ? owner.monitorId : owner.tag
}
