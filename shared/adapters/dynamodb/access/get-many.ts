import { sleep } from '../../../app/concurrency/timing.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import type { ResultsTable } from './results-table.ts'
import { StoreError } from './store-error.ts'
import type { Item, Key } from './table-access.ts'

/** Most keys that one BatchGetItem takes (DynamoDB API). */
const MOST_KEYS = 100
const FIRST_GAP: Millis = 50
const LONGEST_GAP: Millis = 5 * SECOND
const NEVER = new AbortController().signal

/**
 * The items with this sort key of all these monitors, each once and in any order; may lag by a moment. What
 * DynamoDB leaves out, for want of capacity or of room, is asked again after gaps that double; throws
 * `StoreError` when some is still left out after ten seconds of them.
 */
export async function getMany(
  monitorIds: readonly string[],
  sortKey: string,
  results: Pick<ResultsTable, 'table' | 'clock'>,
): Promise<Item[]> {
  const keys = [...new Set(monitorIds)].map((monitorId) => ({ monitorId, sortKey }))
  const calls: Promise<Item[]>[] = []
  for (let i = 0; i < keys.length; i += MOST_KEYS) calls.push(getAll(keys.slice(i, i + MOST_KEYS), results))
  return (await Promise.all(calls)).flat()
}

async function getAll(
  keys: readonly Key[],
  { table, clock }: Pick<ResultsTable, 'table' | 'clock'>,
): Promise<Item[]> {
  const items: Item[] = []
  let left = keys
  for (let gap = FIRST_GAP; ; gap *= 2) {
    const answer = await table.getSome(left)
    items.push(...answer.found)
    left = answer.left
    if (left.length === 0) return items
    if (gap > LONGEST_GAP)
      throw new StoreError(`DynamoDB BatchGetItem: ${left.length} items are not answered`)
    await sleep(clock, gap, NEVER)
  }
}
