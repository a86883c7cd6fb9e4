import type { ResultStore } from '../../app/ports/stores/run-results.ts'
import type { RunResult, Warning } from '../../core/run/run.ts'
import { DAY, isoInstant } from '../../core/time/units.ts'
import { putIf } from './access/conditional-write.ts'
import { RESULT_PREFIX, between, resultKey } from './items/keys.ts'
import { SCHEMA_VERSION, parseItem, readable } from './items/parse-item.ts'
import { type ResultsTable, absent, expiryAfter, present, unexpired } from './access/results-table.ts'
import { runResult } from './items/run-shapes.ts'
import type { Expression, Item } from './access/table-access.ts'

/** How far back results count that a state knows nothing of. */
const FIRST_LOOK_DAYS = 7
/** Results read at a time where the newest that delivered are looked for: most often the first will do. */
const PAGE = 100
/**
 * Sorts behind every id of a run, or, after a day, behind all of that day: ids begin with a day and a `T`.
 */
const AFTER_ALL = '~'

/** The items `run#<runId>`: the results, kept `keepDays`. */
export function runResults(results: ResultsTable, keepDays: number): ResultStore {
  const { table, clock, ids } = results

  /** By their ids, oldest first. */
  async function resultsBetween(
    monitorId: string,
    from: string,
    to: string,
    filter: Expression,
  ): Promise<RunResult[]> {
    const key = between(monitorId, `${RESULT_PREFIX}${from}`, `${RESULT_PREFIX}${to}`)
    const found: RunResult[] = []
    for await (const item of table.query({ key, filter })) {
      found.push(...readable(() => resultIn(item, monitorId)))
    }
    return found
  }

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
      const none = absent(results)
      const free = { ...none, expression: `${none.expression} OR attribute_exists(#aheadOfClock)` }
      return putIf(table, ids, resultKey(result), fields, free)
    },

    async resultsAfter(monitorId, location, afterRunId) {
      const from = afterRunId ?? isoInstant(clock.now() - FIRST_LOOK_DAYS * DAY)
      const judgeable = {
        expression: '#location = :location AND #trigger <> :onDemand',
        values: { location, onDemand: 'on-demand' },
      }
      const found = await resultsBetween(monitorId, from, AFTER_ALL, present(judgeable, results))
      // BETWEEN takes in its lower end.
      return found.filter((result) => result.runId !== afterRunId)
    },

    resultsOfDay: (monitorId, day) =>
      resultsBetween(monitorId, day, `${day}${AFTER_ALL}`, present(undefined, results)),

    async newestResult(monitorId) {
      const key = between(monitorId, RESULT_PREFIX, `${RESULT_PREFIX}${AFTER_ALL}`)
      const filter = present(undefined, results)
      for await (const item of table.query({ key, filter, backwards: true, pageSize: 1 })) {
        const [result] = readable(() => resultIn(item, monitorId))
        if (result) return result
      }
      return undefined
    },

    async latestDelivered(monitorId, most) {
      const key = between(monitorId, RESULT_PREFIX, `${RESULT_PREFIX}${AFTER_ALL}`)
      const filter = present(
        { expression: '#outcome = :delivered', values: { delivered: 'delivered' } },
        results,
      )
      const found: RunResult[] = []
      if (most < 1) return found
      for await (const item of table.query({ key, filter, backwards: true, pageSize: PAGE })) {
        found.push(...readable(() => resultIn(item, monitorId)))
        if (found.length >= most) break
      }
      return found
    },

    async noteLateArrival(run, late) {
      // The result's own writeId stays: it still tells who put it. Refused means somebody was first, or there
      // is nothing to note.
      const lost = {
        expression: '#outcome = :lost AND attribute_not_exists(#lateArrival)',
        values: { lost: 'lost' },
      }
      const change = { expression: 'SET #lateArrival = :late', values: { late } }
      await table.update(resultKey(run), change, present(lost, results))
    },

    async noteRecheckPassed(run) {
      const warning = 'recheck-passed' satisfies Warning
      const unnoted = { expression: 'NOT contains(#warnings, :warning)', values: { warning } }
      const change = {
        expression: 'SET #warnings = list_append(#warnings, :warnings)',
        values: { warnings: [warning] },
      }
      await table.update(resultKey(run), change, present(unnoted, results))
    },

    async noteAheadOfClock(run) {
      const change = { expression: 'SET #aheadOfClock = :true', values: { true: true } }
      await table.update(resultKey(run), change, present(undefined, results))
    },
  }
}

function resultIn(item: Item, monitorId: string): RunResult {
  const sortKey = String(item.sortKey)
  const runId = sortKey.slice(RESULT_PREFIX.length)
  return parseItem(runResult, { ...item, runId }, { monitorId, sortKey })
}
