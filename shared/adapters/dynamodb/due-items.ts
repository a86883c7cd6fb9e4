import type { DueIndex, DueItem } from '../../app/ports/stores/due-items.ts'
import type { OpenRunStore } from '../../app/ports/stores/open-runs.ts'
import type { EpochMs } from '../../core/time/units.ts'
import { OPEN_PREFIX, STATE_SORT_KEY, dueShards } from './items/keys.ts'
import type { ResultsTable } from './access/results-table.ts'
import { StoreError } from './access/store-error.ts'

interface Due {
  found: { dueAt: EpochMs; item: DueItem }[]
  failures: unknown[]
}

/**
 * What stands in the due index. It lags and holds keys only, so each run is read back, and left out when it
 * is no longer due. One that cannot be read holds up nothing else: its error is thrown only when nothing else
 * is due.
 */
export function dueItems({ table }: ResultsTable, findOpen: OpenRunStore['findOpen']): DueIndex {
  async function dueItem(monitorId: string, sortKey: string, now: EpochMs): Promise<DueItem | undefined> {
    if (sortKey === STATE_SORT_KEY) return { kind: 'state', monitorId }
    const run = await findOpen({ monitorId, runId: sortKey.slice(OPEN_PREFIX.length) })
    return run && run.until <= now ? { kind: 'run', run } : undefined
  }

  async function inShard(shard: string, now: EpochMs, limit: number): Promise<Due> {
    const keys = table.query({
      index: 'due',
      key: { expression: '#dueShard = :shard AND #dueAt <= :now', values: { shard, now } },
      pageSize: limit,
    })
    const due: Due = { found: [], failures: [] }
    for await (const key of keys) {
      try {
        const item = await dueItem(String(key.monitorId), String(key.sortKey), now)
        if (item) due.found.push({ dueAt: Number(key.dueAt), item })
      } catch (error) {
        due.failures.push(error)
      }
      if (due.found.length === limit) break
    }
    return due
  }

  return {
    async due(now, limit) {
      const shards = await Promise.all(dueShards().map((shard) => inShard(shard, now, limit)))
      const found = shards.flatMap((due) => due.found).sort((a, b) => a.dueAt - b.dueAt)
      const [failure] = shards.flatMap((due) => due.failures)
      if (found.length === 0 && failure !== undefined) {
        throw new StoreError('a run that is due cannot be read', { cause: failure })
      }
      return found.slice(0, limit).map(({ item }) => item)
    },
  }
}
