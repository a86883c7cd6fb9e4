import type { RunStore } from '../../app/ports.ts'
import type { RunResult } from '../../core/run.ts'
import { DAY, isoInstant } from '../../core/units.ts'
import { putIf } from './conditional-write.ts'
import { RESULT_PREFIX, resultKey } from './keys.ts'
import { parseItem, SCHEMA_VERSION } from './parse-item.ts'
import { absent, expiryAfter, present, unexpired, type ResultsTable } from './results-table.ts'
import { runResult } from './run-shapes.ts'
import { StoreError } from './store-error.ts'
import type { Item } from './table-access.ts'

/** How far back results count that a state knows nothing of. */
const FIRST_LOOK_DAYS = 7
/** Sorts behind every id of a run: those begin with a year. */
const AFTER_ALL = '~'

type RunResults = Pick<RunStore, 'findResult' | 'putResult' | 'resultsAfter' | 'noteLateArrival'>

/** The items `run#<runId>`: the results, kept `keepDays`. */
export function runResults(results: ResultsTable, keepDays: number): RunResults {
  const { table, clock, ids } = results

  return {
    async findResult(run) {
      const item = unexpired(await table.get(resultKey(run)), clock.now())
      return item && resultIn(item, run.monitorId)
    },

    putResult(result) {
      const fields = {
        ...result,
        // Stands in the key.
        runId: undefined,
        expiresAt: expiryAfter(keepDays, results),
        schemaVersion: SCHEMA_VERSION,
      }
      return putIf(table, ids, resultKey(result), fields, absent(results))
    },

    async resultsAfter(monitorId, location, afterRunId) {
      const from = afterRunId ?? isoInstant(clock.now() - FIRST_LOOK_DAYS * DAY)
      const judgeable = {
        expression: '#location = :location AND #trigger <> :onDemand',
        values: { location, onDemand: 'on-demand' },
      }
      const items = table.query({
        key: {
          expression: '#monitorId = :monitorId AND #sortKey BETWEEN :from AND :to',
          values: { monitorId, from: `${RESULT_PREFIX}${from}`, to: `${RESULT_PREFIX}${AFTER_ALL}` },
        },
        filter: present(judgeable, results),
      })
      const found: RunResult[] = []
      for await (const item of items) found.push(...readable(item, monitorId))
      // BETWEEN takes in its lower end.
      return found.filter((result) => result.runId !== afterRunId)
    },

    async noteLateArrival(run, late) {
      // The result's own writeId stays: it still tells who put it. Refused means somebody was first, or there is nothing to note.
      const lost = {
        expression: '#outcome = :lost AND attribute_not_exists(#lateArrival)',
        values: { lost: 'lost' },
      }
      const change = { expression: 'SET #lateArrival = :late', values: { late } }
      await table.update(resultKey(run), change, present(lost, results))
    },
  }
}

/** One result that does not fit, put there by hand or by a later version, must not keep all later ones from being judged. */
function readable(item: Item, monitorId: string): RunResult[] {
  try {
    return [resultIn(item, monitorId)]
  } catch (error) {
    if (error instanceof StoreError) return []
    throw error
  }
}

function resultIn(item: Item, monitorId: string): RunResult {
  const sortKey = String(item.sortKey)
  const runId = sortKey.slice(RESULT_PREFIX.length)
  return parseItem(runResult, { ...item, runId }, { monitorId, sortKey })
}
