import type { DueIndex, DueItem } from '../../app/ports/stores/due-items.ts'
import type { OpenRunStore } from '../../app/ports/stores/open-runs.ts'
import type { EpochMs } from '../../core/time/units.ts'
import { OPEN_PREFIX, STATE_SORT_KEY, dueShards, grantOfKey } from './items/keys.ts'
import { merged } from './access/merged.ts'
import type { ResultsTable } from './access/results-table.ts'
import { StoreError } from './access/store-error.ts'
import type { Item } from './access/table-access.ts'

/**
 * What stands in the due index. It lags and holds keys only, so each run is read back, and left out when it
 * is no longer due. One that cannot be read holds up nothing else: its error is thrown only when nothing else
 * is due.
 */
export function dueItems({ table }: ResultsTable, findOpen: OpenRunStore['findOpen']): DueIndex {
  async function dueItem(monitorId: string, sortKey: string, now: EpochMs): Promise<DueItem | undefined> {
    const grant = grantOfKey(monitorId)
    if (grant !== undefined) return { kind: 'grant', grant }
    if (sortKey === STATE_SORT_KEY) return { kind: 'state', monitorId }
    const run = await findOpen({ monitorId, runId: sortKey.slice(OPEN_PREFIX.length) })
    return run && run.until <= now ? { kind: 'run', run } : undefined
  }

  /** Keys alone, by the time at which they are due. */
  function keysOf(shard: string, now: EpochMs, pageSize: number): AsyncGenerator<Item> {
    const key = { expression: '#dueShard = :shard AND #dueAt <= :now', values: { shard, now } }
    return table.query({ index: 'due', key, pageSize })
  }

  return {
    async due(now, limit) {
      const shards = dueShards().map((shard) => keysOf(shard, now, limit))
      const found: DueItem[] = []
      const failures: unknown[] = []
      for await (const key of merged(shards, (a, b) => Number(a.dueAt) < Number(b.dueAt))) {
        try {
          const item = await dueItem(String(key.monitorId), String(key.sortKey), now)
          if (item) found.push(item)
        } catch (error) {
          failures.push(error)
        }
        if (found.length === limit) break
      }
      if (found.length === 0 && failures.length > 0) {
        throw new StoreError('a run that is due cannot be read', { cause: failures[0] })
      }
      return found
    },
  }
}
