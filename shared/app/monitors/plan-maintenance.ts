import type { Problem } from '../../core/definition/monitor.ts'
import { readWindow } from '../../core/definition/read-window.ts'
import type { Clock } from '../ports/clock.ts'
import { type MaintenancePorts, type Owner, addWindow, removeWindows } from './change-maintenance.ts'
import type { Refusal } from './change-monitor.ts'
import { type ListedWindow, listMaintenance, listedWindows, windowId } from './list-maintenance.ts'

type Ports = MaintenancePorts & { clock: Pick<Clock, 'now'> }

export type Planned =
  | { kind: 'planned'; windows: readonly ListedWindow[] }
  | { kind: 'mistakes'; problems: readonly Problem[] }
  | { kind: 'refused'; owner: Owner; refusal: Refusal }

/**
 * Adds a window as it is written to each of these owners; `start: 'now'` begins this minute. Where one of them
 * is no monitor, none has it. Where it stops halfway, the same again goes on.
 */
export async function planWindow(
  owners: readonly Owner[],
  written: Readonly<Record<string, unknown>>,
  ports: Ports,
): Promise<Planned> {
  const read = readWindow(written, ports.clock.now())
  if (!read.ok) return { kind: 'mistakes', problems: read.problems }
  for (const owner of owners) {
    if (owner.kind === 'tag' || (await ports.monitors.find(owner.monitorId))) continue
    return { kind: 'refused', owner, refusal: { kind: 'no-monitor' } }
  }
  const ids: string[] = []
  for (const owner of owners) {
    const done = await addWindow(owner, read.window, ports)
    if (done.kind === 'mistakes') return done
    if (!('entries' in done)) return { kind: 'refused', owner, refusal: done }
    ids.push(...done.entries.map((entry) => windowId(owner, entry)))
  }
  const all = listedWindows(await listMaintenance(ports), ports.clock.now())
  return { kind: 'planned', windows: all.filter(({ id }) => ids.includes(id)) }
}

/** Removes the window of this id, as lists name it; `no-window`: there is none. */
export async function cancelWindow(
  id: string,
  ports: MaintenancePorts,
): Promise<{ kind: 'cancelled' | 'no-window' | 'conflict' }> {
  const owned = await listMaintenance(ports)
  const holding = owned.find(({ owner, entries }) => entries.some((entry) => windowId(owner, entry) === id))
  if (!holding) return { kind: 'no-window' }
  const { owner } = holding
  const done = await removeWindows(
    owner,
    (standing) => standing.filter((entry) => windowId(owner, entry) === id),
    ports,
  )
  if ('entries' in done) return { kind: done.kind === 'changed' ? 'cancelled' : 'no-window' }
  return { kind: done.kind === 'conflict' ? 'conflict' : 'no-window' }
}
