import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { DueIndex, DueItem } from '../../../shared/app/ports/stores/due-items.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import { copied } from './copied.ts'
import type { MemoryTable } from './memory-table.ts'
import type { SyncOf } from './promised.ts'

interface Dated {
  dueAt?: EpochMs | undefined
  item: DueItem
}

/** What is due in a store in memory. */
export function dueIn({ open, states, grants }: MemoryTable, clock: Clock): SyncOf<DueIndex>['due'] {
  function all(): Dated[] {
    const runs = [...open.values()].filter(({ expiresAt = Infinity }) => expiresAt > clock.now())
    return [
      ...runs.map(({ value: run, dueAt }): Dated => ({ dueAt, item: { kind: 'run', run } })),
      ...[...states.values()].map(({ value, dueAt }): Dated => {
        return { dueAt, item: { kind: 'state', monitorId: value.monitorId } }
      }),
      ...[...grants.values()].map(({ value, dueAt }): Dated => {
        return { dueAt, item: { kind: 'grant', grant: value.grant } }
      }),
    ]
  }
  return (now, limit) =>
    all()
      .flatMap(({ dueAt, item }) => (dueAt !== undefined && dueAt <= now ? [{ dueAt, item }] : []))
      .sort((a, b) => a.dueAt - b.dueAt)
      .slice(0, limit)
      .map(({ item }) => copied<DueItem>(item))
}
