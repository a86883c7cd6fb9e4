import { writtenTags } from '../../core/definition/written-windows.ts'
import { type Entry, type MaintenancePorts, type Owner, entriesOf } from './change-maintenance.ts'

/** The windows of one owner; of a tag, the monitors that have it now. */
export interface OwnedWindows {
  owner: Owner
  entries: readonly Entry[]
  monitorIds: readonly string[]
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
