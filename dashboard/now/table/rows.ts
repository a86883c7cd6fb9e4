import type { MonitorNow, Overview } from '../../api/answers.ts'

export type Group = Overview['groups'][number]

/** A line of the table. */
export type Row =
  | { kind: 'monitor'; id: string; monitor: MonitorNow; isMember: boolean }
  | { kind: 'group'; id: string; group: Group; members: readonly MonitorNow[]; isOpen: boolean }

/** Fewer stand as they are. */
const FEWEST_FOLDED = 3

/**
 * The monitors in their order; those of a group are one row, where the first of them would stand, and follow it
 * where it is open. A group goes by the id of its first monitor.
 */
export function foldedRows(
  monitors: readonly MonitorNow[],
  groups: readonly Group[],
  open: ReadonlySet<string>,
): Row[] {
  const groupOf = new Map(groups.flatMap((group) => group.monitorIds.map((id) => [id, group] as const)))
  const membersOf = Map.groupBy(monitors, ({ monitorId }) => groupOf.get(monitorId))
  const told = new Set<Group>()
  return monitors.flatMap((monitor) => {
    const group = groupOf.get(monitor.monitorId)
    const members = membersOf.get(group) ?? []
    if (!group || members.length < FEWEST_FOLDED) return flatRows([monitor])
    if (told.has(group)) return []
    told.add(group)
    const isOpen = members.some(({ monitorId }) => open.has(monitorId))
    const [first = ''] = group.monitorIds
    const row: Row = { kind: 'group', id: `group ${first}`, group, members, isOpen }
    return isOpen ? [row, ...flatRows(members, true)] : [row]
  })
}

export function flatRows(monitors: readonly MonitorNow[], isMember = false): Row[] {
  return monitors.map((monitor) => ({ kind: 'monitor', id: monitor.monitorId, monitor, isMember }))
}

/** A row that somebody is about to press, and the place where it was. */
export interface Held {
  id: string
  index: number
}

/** The same rows, of which the held one stays in its place. */
export function holding(rows: readonly Row[], held: Held | undefined): readonly Row[] {
  const index = held ? rows.findIndex(({ id }) => id === held.id) : -1
  const row = rows[index]
  if (!held || !row || index === held.index) return rows
  return rows.toSpliced(index, 1).toSpliced(held.index, 0, row)
}
